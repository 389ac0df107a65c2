package io.rollcall.sim;

/**
 * Somebody who proves another key, and wants the name of a member.
 *
 * @param client its only start
 * @param since when it came
 * @param until when it ends
 */
record Stranger(SimulatedClient client, long since, long until) {
  /** After this a client that was refused says hello again. */
  static final long REFUSED_PAUSE = 5_200 * Bounds.MILLI;

  /** When those whose name it has are in again, if it has had it. */
  long seenUntil(Bounds bounds) {
    return until + bounds.silence() + REFUSED_PAUSE + bounds.agreement();
  }
}
