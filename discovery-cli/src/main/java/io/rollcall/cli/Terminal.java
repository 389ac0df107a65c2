package io.rollcall.cli;

import picocli.CommandLine.Help.Ansi;

/**
 * Whether people look at the standard output. The launcher knows, and says it by the property
 * {@code rollcall.terminal}; without it the JVM is asked, which takes a redirected input for none,
 * too.
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
