package io.rollcall.benchmarks.daemon;

import io.rollcall.daemon.Daemon;
import io.rollcall.processes.Line;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a manager has pushed so far, as its metrics say. Immutable.
 *
 * @param lists how many lists
 * @param octets of these
 * @param failed pushes that are tried again
 * @param refusals connections that it did not take, or cut
 * @param listOctets of the list as it is now, without what stands around it
 */
record Pushed(long lists, long octets, long failed, long refusals, long listOctets) {

  static Pushed by(Daemon manager) {
    return new Pushed(
        metric(manager, "pushes"),
        metric(manager, "pushes.octets"),
        metric(manager, "pushes.failed"),
        metric(manager, "refusals"),
        String.join("|", manager.workers()).length());
  }

  private static long metric(Daemon manager, String name) {
    return manager.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .mapToLong(metric -> (long) metric.value().getAsDouble())
        .sum();
  }

  /** As the words of a line. */
  Object[] words() {
    return new Object[] {"pushed", lists, octets, failed, refusals, listOctets};
  }

  /** As another process said it. */
  static Pushed of(Line line) {
    return new Pushed(
        line.number(1), line.number(2), line.number(3), line.number(4), line.number(5));
  }

  /** What has been pushed since. */
  Pushed since(Pushed before) {
    return new Pushed(
        lists - before.lists,
        octets - before.octets,
        failed - before.failed,
        refusals - before.refusals,
        listOctets);
  }

  /** All, for a file. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lists", lists);
    json.put("octets", octets);
    json.put("failed", failed);
    json.put("refusals", refusals);
    return json;
  }
}
