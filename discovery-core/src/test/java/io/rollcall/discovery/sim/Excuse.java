package io.rollcall.discovery.sim;

/** Until when something that happened to a participant may explain what others see of it. */
final class Excuse {
  private long until;
  private long since;

  /** From now until then. */
  void extend(long now, long then) {
    if (now > until) {
      since = now;
    }
    until = Math.max(until, then);
  }

  boolean holds(long now) {
    return now <= until;
  }

  /** Whether it held at any time in this span. */
  boolean heldSince(long then) {
    return until >= then;
  }

  long since() {
    return since;
  }
}
