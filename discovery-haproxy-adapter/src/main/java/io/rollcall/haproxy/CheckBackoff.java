package io.rollcall.haproxy;

import java.time.Duration;

/** How long to wait for the next look at HAProxy, unless something happens before. Pure. */
final class CheckBackoff {
  private static final long FIRST_NS = Duration.ofMillis(50).toNanos();

  private final long checkNs;
  private long nextNs = FIRST_NS;

  CheckBackoff(Duration check) {
    this.checkNs = check.toNanos();
  }

  /** All is in place. */
  long settledNs() {
    nextNs = FIRST_NS;
    return checkNs;
  }

  /** Something could not be done, or not yet: soon, and then ever later up to the usual. */
  long againNs() {
    long pause = Math.min(nextNs, checkNs);
    nextNs = Math.min(2 * nextNs, checkNs);
    return pause;
  }
}
