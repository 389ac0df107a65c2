package io.rollcall.benchmarks.thin;

import io.rollcall.processes.Orders;

/** When so many subscribers have seen that a member of a name came or went. Not thread-safe. */
final class SightingTimer {
  private String name = "";
  private int awaited;
  private long first;

  /** Waits for so many to see it. */
  void begin(String name, int many) {
    this.name = name;
    awaited = many;
    first = 0;
  }

  /** Whether somebody has yet to see this name. */
  boolean isFor(String seen) {
    return awaited > 0 && name.equals(seen);
  }

  /** One more has seen it; the last says when the first and itself did. */
  void seen() {
    long now = System.nanoTime();
    if (first == 0) {
      first = now;
    }
    if (--awaited == 0) {
      Orders.say("seen", name, first, now);
    }
  }
}
