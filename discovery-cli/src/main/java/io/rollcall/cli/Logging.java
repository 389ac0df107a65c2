package io.rollcall.cli;

/**
 * What is logged to standard error: warnings, and more where a command says so or {@code
 * ROLLCALL_LOG} does.
 */
final class Logging {
  private static final String SIMPLE = "org.slf4j.simpleLogger.";

  private Logging() {}

  /**
   * For a command that runs for long: lines have their time, whose format takes a short command
   * longer than its work. To be called before the first logger is made.
   */
  static void level(String level) {
    System.setProperty(SIMPLE + "showDateTime", "true");
    System.setProperty(SIMPLE + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(
        SIMPLE + "defaultLogLevel", System.getenv().getOrDefault("ROLLCALL_LOG", level));
  }
}
