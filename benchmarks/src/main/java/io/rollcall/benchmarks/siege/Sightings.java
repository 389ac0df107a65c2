package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.report.Samples;
import io.rollcall.processes.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a watcher saw of members and newcomers. Times are in nanoseconds. Not thread-safe. */
final class Sightings {
  private final Map<String, Long> began = new LinkedHashMap<>();
  private final Map<String, Long> seen = new LinkedHashMap<>();
  private final List<String> left = new ArrayList<>();
  private int stale;

  /** The watcher, or whoever joins, said this. */
  void note(Line line) {
    switch (line.word()) {
      case "joins" -> began.put(line.value(1), line.number(2));
      case "joined" -> seen.putIfAbsent(line.value(1), line.number(2));
      case "left" -> left.add(line.value(1) + " " + line.value(2));
      case "state" -> stale += line.value(1).equals("STALE") ? 1 : 0;
      default -> throw new IllegalArgumentException("nobody says " + line);
    }
  }

  /** How many newcomers were seen. */
  int joined() {
    return seen.size();
  }

  /** Of those that began to join between two times: how long until each was seen. */
  Samples joins(long from, long to) {
    Samples joins = new Samples();
    began.forEach(
        (name, at) -> {
          if (at - from >= 0 && at - to < 0) {
            Long when = seen.get(name);
            if (when == null) {
              joins.miss();
            } else {
              joins.add(when - at);
            }
          }
        });
    return joins;
  }

  /** Members that were reported left, each with the cause. */
  List<String> left() {
    return List.copyOf(left);
  }

  /** How often the watcher took the server for away. */
  int stale() {
    return stale;
  }
}
