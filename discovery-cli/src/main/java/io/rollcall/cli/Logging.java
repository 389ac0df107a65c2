package io.rollcall.cli;

import java.util.List;
import java.util.Map;

/**
 * What is logged to standard error: warnings, and more where a command says so or {@code
 * ROLLCALL_LOG} does.
 */
final class Logging {
  private static final String VARIABLE = "ROLLCALL_LOG";
  private static final String SIMPLE = "org.slf4j.simpleLogger.";

  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "off");

  private Logging() {}

  /**
   * For a command that runs for long: lines have their time, whose format takes a short command
   * longer than its work. To be called before the first logger is made.
   */
  static void level(String level) {
    System.setProperty(SIMPLE + "showDateTime", "true");
    System.setProperty(SIMPLE + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    String told = System.getenv().getOrDefault(VARIABLE, "");
    System.setProperty(SIMPLE + "defaultLogLevel", told.isEmpty() ? level : told);
  }

  /**
   * For each command, also one that logs warnings alone.
   *
   * @throws IllegalArgumentException if {@code ROLLCALL_LOG} is no level
   */
  static void check(Map<String, String> environment) {
    String level = environment.getOrDefault(VARIABLE, "");
    if (!level.isEmpty() && !LEVELS.contains(level)) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must be one of %s".formatted(VARIABLE, level, String.join(", ", LEVELS)));
    }
  }
}
