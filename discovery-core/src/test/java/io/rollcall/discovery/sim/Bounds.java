package io.rollcall.discovery.sim;

import io.rollcall.discovery.Options;

/** How long what is guaranteed may take, in nanoseconds of the simulated world. */
record Bounds(Options options) {
  static final long MILLI = 1_000_000;

  /**
   * From any fault's end until nothing of it can be seen: the last pause before a hello is said
   * again, and a round.
   */
  long recovery() {
    return 4_200 * MILLI + silence();
  }

  /** Until one who is connected and frozen is gone. */
  long silence() {
    return options.silenceBound().toNanos()
        + options.surveyTime().toNanos()
        + options.recvDeadline().toNanos()
        + 50 * MILLI;
  }

  /** Until one whose connection broke is gone. */
  long loss() {
    return options.lossGrace().toNanos() + 50 * MILLI;
  }

  /** Until what a server published has reached a subscriber. */
  long publication() {
    return options.gather().toNanos() + 60 * MILLI;
  }

  /** Until a subscriber knows that the server has settled. */
  long settling() {
    return 4 * options.settleTime().toNanos() + recovery();
  }

  /** Until a subscriber that hears nothing says so. */
  long stale() {
    return 4 * options.pulse().toNanos();
  }
}
