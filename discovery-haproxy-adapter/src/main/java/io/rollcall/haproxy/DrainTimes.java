package io.rollcall.haproxy;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Since when servers are on their way out. Pure; one thread at a time. */
final class DrainTimes {
  private final long drainNs;
  private final Map<String, Long> since = new HashMap<>();

  DrainTimes(Duration drain) {
    this.drainNs = drain.toNanos();
  }

  /** Of those that are on their way out now, those that have been for as long as they may. */
  Set<String> overdue(Set<String> gone, long nowNs) {
    since.keySet().retainAll(gone);
    Set<String> overdue = new HashSet<>();
    for (String server : gone) {
      if (nowNs - since.computeIfAbsent(server, first -> nowNs) >= drainNs) {
        overdue.add(server);
      }
    }
    return overdue;
  }
}
