package io.rollcall.cli;

import picocli.CommandLine.Help.Ansi;

/**
 * Whether people look at the standard output. The launcher says so by the property {@code
 * rollcall.terminal}: a JVM can't tell for one of its streams alone.
 */
final class Terminal {
  private Terminal() {}

  static boolean isThere() {
    return Boolean.getBoolean("rollcall.terminal");
  }

  /** Colours on a terminal only, and not where {@code NO_COLOR} is set. */
  static Ansi ansi() {
    return isThere() && System.getenv("NO_COLOR") == null ? Ansi.ON : Ansi.OFF;
  }
}
