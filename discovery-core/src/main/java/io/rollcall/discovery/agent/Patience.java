package io.rollcall.discovery.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How whoever closes a handle waits for the thread that owns the sockets. */
final class Patience {
  /** Twice as long as a goodbye may take; without sockets nobody there looks at the time. */
  private static final long MILLIS = 1_000;

  private Patience() {}

  /** Waits, also when interrupted, which is noted; returns whether it was in vain. */
  static boolean isExhaustedBy(CountDownLatch latch) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
    try {
      while (true) {
        try {
          return !latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
