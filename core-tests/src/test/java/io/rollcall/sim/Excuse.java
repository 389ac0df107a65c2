package io.rollcall.sim;

/** Until when something that happened to a participant may explain what others see of it. */
final class Excuse {
  private long until;

  /** Until then, if it does not hold for longer anyway. */
  void extend(long then) {
    until = Math.max(until, then);
  }

  boolean holds(long now) {
    return now <= until;
  }

  /** Whether it held at any time in this span. */
  boolean heldSince(long then) {
    return until >= then;
  }

  long until() {
    return until;
  }
}
