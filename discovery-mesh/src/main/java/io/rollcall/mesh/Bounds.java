package io.rollcall.mesh;

import java.time.Duration;
import java.util.Objects;

/** The check that an option or an argument is within its bounds. Pure. */
final class Bounds {
  private static final int MOST_COMMAND = 65_535;

  private Bounds() {}

  /**
   * The value.
   *
   * @throws IllegalArgumentException if it is out of these bounds; the message names all
   */
  static Duration within(String option, Duration value, Duration least, Duration most) {
    Objects.requireNonNull(value, option);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s %s is not %s to %s".formatted(option, value, least, most));
    }
    return value;
  }

  /** As above. */
  static int within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s %d is not %d to %d".formatted(option, value, least, most));
    }
    return value;
  }

  /** A command, if it is one. */
  static int command(int command) {
    return within("command", command, 0, MOST_COMMAND);
  }
}
