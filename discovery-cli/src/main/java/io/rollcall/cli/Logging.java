package io.rollcall.cli;

import java.util.List;

/**
 * What is logged to standard error: warnings, and more where a command says so or {@code
 * ROLLCALL_LOG} does.
 */
final class Logging {
  private static final String SIMPLE = "org.slf4j.simpleLogger.";

  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "off");

  private Logging() {}

  /**
   * For a command that runs for long: lines have their time, whose format takes a short command
   * longer than its work. To be called before the first logger is made.
   *
   * @throws IllegalArgumentException if {@code ROLLCALL_LOG} is no level
   */
  static void level(String level) {
    System.setProperty(SIMPLE + "showDateTime", "true");
    System.setProperty(SIMPLE + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(SIMPLE + "defaultLogLevel", told(level));
  }

  private static String told(String usual) {
    String level = System.getenv().getOrDefault("ROLLCALL_LOG", "");
    if (!level.isEmpty() && !LEVELS.contains(level)) {
      throw new IllegalArgumentException(
          "ROLLCALL_LOG is '%s'; it must be one of %s".formatted(level, String.join(", ", LEVELS)));
    }
    return level.isEmpty() ? usual : level;
  }
}
