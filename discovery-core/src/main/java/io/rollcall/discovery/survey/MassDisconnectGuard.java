package io.rollcall.discovery.survey;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether so many connections were lost at once that the fault is likely the server's own: more
 * than a tenth of them, and at least ten, within one grace.
 */
final class MassDisconnectGuard {
  private static final int LEAST = 10;

  private final long grace;
  private final Deque<Long> drops = new ArrayDeque<>();
  private int total;

  MassDisconnectGuard(long grace) {
    this.grace = grace;
  }

  /** Counts a connection that was lost while {@code left} stay. */
  void lost(int left, long now) {
    forget(now);
    drops.addLast(now);
    total = left + drops.size();
  }

  boolean isMass(long now) {
    forget(now);
    return drops.size() >= LEAST && drops.size() * 10L > total;
  }

  private void forget(long now) {
    while (!drops.isEmpty() && now - drops.peekFirst() > grace) {
      drops.removeFirst();
    }
  }
}
