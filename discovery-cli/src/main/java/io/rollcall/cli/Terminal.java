package io.rollcall.cli;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Whether people look at the standard output, at a terminal that knows more than lines. The
 * launcher says so by the property {@code rollcall.terminal}: a JVM can't tell for one of its
 * streams alone.
 */
final class Terminal {
  private Terminal() {}

  static boolean isThere() {
    return Boolean.getBoolean("rollcall.terminal") && isCapable(System.getenv());
  }

  /**
   * Editors, logs of builds and serial lines have a {@code dumb} terminal, or one without a name.
   */
  static boolean isCapable(Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "");
    return !type.isEmpty() && !type.equals("dumb") && !type.equals("unknown");
  }

  /** Colours on a terminal only, and not where {@code NO_COLOR} says something. */
  static Ansi ansi() {
    return isThere() && hasColours(System.getenv()) ? Ansi.ON : Ansi.OFF;
  }

  /** By no-color.org an empty {@code NO_COLOR} counts as not set. */
  static boolean hasColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
