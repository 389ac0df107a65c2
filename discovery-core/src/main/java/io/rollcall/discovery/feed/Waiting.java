package io.rollcall.discovery.feed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits on a lock for a condition, for any duration whatever. */
public final class Waiting {
  private Waiting() {}

  /** Returns whether {@code condition} held before the time was over or {@code hopeless} held. */
  public static boolean until(
      Object lock, Duration timeout, BooleanSupplier condition, BooleanSupplier hopeless)
      throws InterruptedException {
    long nanos = saturated(timeout);
    long start = System.nanoTime();
    synchronized (lock) {
      while (!condition.getAsBoolean()) {
        long left = nanos - (System.nanoTime() - start);
        if (left <= 0 || hopeless.getAsBoolean()) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(lock, left);
      }
      return true;
    }
  }

  /** Returns whether the latch was released before the time was over. */
  public static boolean until(CountDownLatch latch, Duration timeout) throws InterruptedException {
    return latch.await(saturated(timeout), TimeUnit.NANOSECONDS);
  }

  private static long saturated(Duration timeout) {
    try {
      return Math.max(0, timeout.toNanos());
    } catch (ArithmeticException huge) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }
}
