package io.rollcall.discovery.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt to connect: from the least pause on, each time twice as
 * long, up to the most; of each a random share. Reads no clock. Not thread-safe; one for each
 * {@link Dialer}.
 */
public final class Backoff {
  private static final double HALF = 0.5;
  private static final double MOST_OF_IT = 0.8;

  private final long least;
  private final long most;
  private final double share;
  private final RandomGenerator random;
  private long pause;
  private long since = -1;

  /**
   * One that starts with the least pause; of each it waits between half and all.
   *
   * @throws IllegalArgumentException if the least is not positive, or above the most
   */
  public Backoff(Duration least, Duration most, RandomGenerator random) {
    this(least, most, HALF, random);
  }

  private Backoff(Duration least, Duration most, double share, RandomGenerator random) {
    if (least.isNegative() || least.isZero() || least.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "backoff least is " + least + "; it must be above zero and at most " + most);
    }
    this.least = least.toNanos();
    this.most = most.toNanos();
    this.share = share;
    this.random = random;
    this.pause = this.least;
  }

  /**
   * One whose pauses are all alike but for a little jitter: between 80 % and all of {@code pause}.
   *
   * @throws IllegalArgumentException if that is not positive
   */
  public static Backoff every(Duration pause, RandomGenerator random) {
    return new Backoff(pause, pause, MOST_OF_IT, random);
  }

  /** A connection stands since now, in nanoseconds. */
  public void connected(long now) {
    since = now;
  }

  /** The pause before the next attempt, in nanoseconds, after one that failed or a loss. */
  public long next(long now) {
    if (since >= 0 && now - since >= most) {
      pause = least;
    }
    since = -1;
    long shortest = (long) (pause * share);
    long drawn = shortest + random.nextLong(pause - shortest + 1);
    pause = Math.min(most, pause * 2);
    return drawn;
  }
}
