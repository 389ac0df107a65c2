package io.rollcall.benchmarks.siege;

import io.rollcall.processes.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server says of itself: since it was last told to begin, where that makes a difference.
 *
 * @param heap in bytes: after a collection that was asked for, or the most that any has left
 * @param resident memory that the process holds, in bytes (RSS)
 * @param descriptors how many are open: its connections, and some fifty more
 * @param members how many of those that shall stay are on its roster
 * @param lateP50 how late its ticks were, in nanoseconds
 */
record Figures(
    long heap,
    long resident,
    long descriptors,
    long members,
    long lateP50,
    long lateP99,
    long lateWorst) {

  /** As the words of a line. */
  Object[] words() {
    return new Object[] {
      "figures", heap, resident, descriptors, members, lateP50, lateP99, lateWorst
    };
  }

  /** As another process said it. */
  static Figures of(Line line) {
    List<Long> said = line.words().stream().skip(1).map(Long::valueOf).toList();
    return new Figures(
        said.get(0), said.get(1), said.get(2), said.get(3), said.get(4), said.get(5), said.get(6));
  }

  /** All, for a file. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("heap_bytes", heap);
    json.put("rss_bytes", resident);
    json.put("descriptors", descriptors);
    json.put("members", members);
    json.put("late_median_us", lateP50 / 1000);
    json.put("late_p99_us", lateP99 / 1000);
    json.put("late_worst_us", lateWorst / 1000);
    return json;
  }
}
