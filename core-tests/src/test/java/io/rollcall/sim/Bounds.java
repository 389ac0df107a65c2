package io.rollcall.sim;

import io.rollcall.discovery.Options;

/** How long what is guaranteed may take, in nanoseconds of the simulated world. */
final class Bounds {
  static final long MILLI = 1_000_000;

  /** How long a subscriber infers nothing from the list of a server that was away. */
  private static final long RETURN = 4_000 * MILLI;

  /** Six seconds and up to half a second more, a second look, and a try to connect. */
  private static final long PATIENCE = 7_300 * MILLI;

  private final long silence;
  private final long recovery;
  private final long loss;
  private final long settling;
  private final long stale;
  private final long update;

  Bounds(Options options) {
    long survey = options.surveyTime().toNanos();
    // A server that hears nobody waits 3.5 pulses, and closes the round that is open then.
    long deafness = options.pulse().toNanos() * 7 / 2 + survey;
    silence =
        options.silenceBound().toNanos()
            + survey
            + options.recvDeadline().toNanos()
            + deafness
            + 50 * MILLI;
    recovery = 4_200 * MILLI + silence;
    loss = options.lossGrace().toNanos() + 50 * MILLI;
    settling = 4 * options.settleTime().toNanos() + recovery;
    stale = 4 * options.pulse().toNanos();
    long round = options.pollTime().plus(options.surveyTime()).toNanos();
    update = Math.max(2_000 * MILLI, 2 * round);
  }

  /**
   * From any fault's end until nothing of it can be seen at a server: the last pause before a hello
   * is said again, and a round.
   */
  long recovery() {
    return recovery;
  }

  /** From any fault's end until nothing of it can be seen by a subscriber. */
  long agreement() {
    return recovery + RETURN;
  }

  /** From when a connection is dead without a word until another is made. */
  long patience() {
    return PATIENCE;
  }

  /** Until one who is connected and frozen is gone. */
  long silence() {
    return silence;
  }

  /** Until one whose connection broke is gone. */
  long loss() {
    return loss;
  }

  /** Until a subscriber knows that a server has settled. */
  long settling() {
    return settling;
  }

  /** Until a server knows what a client said last, though it was lost once: by its next answers. */
  long update() {
    return update;
  }

  /** Until a subscriber that hears nothing says so. */
  long stale() {
    return stale;
  }
}
