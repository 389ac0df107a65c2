package io.rollcall.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Which numbers an option takes. Immutable. */
record Bounds(long least, long most) {
  private static final Bounds PORT = new Bounds(0, 65_535);
  private static final int HOUR_SECONDS = 3_600;

  /** By the option. */
  private static final Map<String, Bounds> ALL =
      Map.of(
          "--check", new Bounds(10, 1_000L * HOUR_SECONDS),
          "--count", new Bounds(1, 1_000_000),
          "--drain", new Bounds(0, 24 * HOUR_SECONDS),
          "--limit", new Bounds(1, 65_535),
          "--max-bytes", new Bounds(0, Long.MAX_VALUE),
          "--port", PORT,
          "--pulse", new Bounds(10, 1_000L * HOUR_SECONDS),
          "--timeout", new Bounds(1, HOUR_SECONDS),
          "--wait", new Bounds(0, 1_000_000),
          "--web", PORT);

  /**
   * The number, if the option takes it.
   *
   * @throws IllegalArgumentException if it does not; the message names the option, the number and
   *     the bounds
   */
  static long check(String option, long value) {
    Bounds bounds = of(option);
    if (value < bounds.least || value > bounds.most) {
      throw new IllegalArgumentException(
          "%s is %d; it must be %s".formatted(option, value, bounds));
    }
    return value;
  }

  private static Bounds of(String option) {
    @Nullable Bounds bounds = ALL.get(option);
    if (bounds == null) {
      throw new IllegalStateException(option + " has no bounds");
    }
    return bounds;
  }

  /**
   * A time to wait at most, in seconds.
   *
   * @throws IllegalArgumentException as {@link #check}
   */
  static Duration patience(int seconds) {
    return Duration.ofSeconds(check("--timeout", seconds));
  }

  /** What is wrong with a value that is no number, or one that no variable could hold. */
  static Optional<String> fault(Exception thrown) {
    return thrown instanceof ParameterException malformed
            && malformed.getArgSpec() instanceof OptionSpec option
            && malformed.getValue() != null
            && ALL.containsKey(option.longestName())
        ? Optional.of(
            "%s is '%s'; it must be a number, %s"
                .formatted(option.longestName(), malformed.getValue(), of(option.longestName())))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return least + " to " + most;
  }
}
