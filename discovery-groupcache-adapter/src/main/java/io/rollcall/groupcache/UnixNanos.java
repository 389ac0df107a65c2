package io.rollcall.groupcache;

import java.time.Instant;

/** Nanoseconds since 1970, as mailgun's wire has them. */
final class UnixNanos {
  /** Stands for no time at all. */
  static final long NEVER = 0;

  private static final long SECOND = 1_000_000_000L;

  private UnixNanos() {}

  static long now() {
    return of(Instant.now());
  }

  /** The nearest that can be said; never {@link #NEVER}. */
  static long of(Instant moment) {
    long seconds = moment.getEpochSecond();
    if (seconds >= Long.MAX_VALUE / SECOND) {
      return Long.MAX_VALUE;
    }
    return seconds < 0 ? 1 : Math.max(1, seconds * SECOND + moment.getNano());
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }
}
