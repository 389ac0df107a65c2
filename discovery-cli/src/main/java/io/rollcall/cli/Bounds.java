package io.rollcall.cli;

import java.time.Duration;

/** Which numbers options take. Stateless. */
final class Bounds {
  private static final int HOUR_SECONDS = 3_600;

  private Bounds() {}

  /**
   * The number, if it is within these bounds.
   *
   * @throws IllegalArgumentException if it is not; the message names the option, the number and the
   *     bounds
   */
  static long check(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d; it must be %d to %d".formatted(option, value, least, most));
    }
    return value;
  }

  /**
   * A time to wait at most, in seconds.
   *
   * @throws IllegalArgumentException if it is not 1 s to an hour
   */
  static Duration patience(String option, int seconds) {
    return Duration.ofSeconds(check(option, seconds, 1, HOUR_SECONDS));
  }
}
