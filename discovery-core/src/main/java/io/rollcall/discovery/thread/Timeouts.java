package io.rollcall.discovery.thread;

import java.time.Duration;

/** How long to wait, as nanoseconds. */
public final class Timeouts {
  private Timeouts() {}

  /** Of any duration whatever: 0 for one below that, and {@code Long.MAX_VALUE} for a huge one. */
  public static long nanos(Duration timeout) {
    try {
      return Math.max(0, timeout.toNanos());
    } catch (ArithmeticException huge) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }
}
