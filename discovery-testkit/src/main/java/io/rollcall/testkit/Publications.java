package io.rollcall.testkit;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one thing after the other: what a callback publishes is not to overtake what others
 * have yet to hear. Not thread-safe.
 */
final class Publications {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean publishing;

  /** Publishes at once, or when what is being published has been. */
  void add(Runnable publication) {
    waiting.add(publication);
    if (publishing) {
      return;
    }
    publishing = true;
    try {
      @Nullable Runnable next = waiting.poll();
      while (next != null) {
        next.run();
        next = waiting.poll();
      }
    } finally {
      publishing = false;
    }
  }
}
