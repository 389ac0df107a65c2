package io.rollcall.discovery.check;

import java.time.Duration;
import java.util.Objects;

/** The check that an option or an argument is within its bounds. Pure. */
public final class Bounds {
  private Bounds() {}

  /**
   * The value.
   *
   * @throws IllegalArgumentException if it is out of these bounds; the message names the option,
   *     the value and the bounds
   */
  public static Duration within(String option, Duration value, Duration least, Duration most) {
    Objects.requireNonNull(value, option);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw outside(option, value, least, most);
    }
    return value;
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException as above
   */
  public static int within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw outside(option, value, least, most);
    }
    return value;
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException as above
   */
  public static long within(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw outside(option, value, least, most);
    }
    return value;
  }

  private static IllegalArgumentException outside(
      String option, Object value, Object least, Object most) {
    return new IllegalArgumentException(
        option + " is " + value + "; it must be " + least + " to " + most);
  }
}
