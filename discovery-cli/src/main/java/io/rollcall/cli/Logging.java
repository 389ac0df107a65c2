package io.rollcall.cli;

/**
 * What is logged to standard error: warnings, and more where a command says so or {@code
 * ROLLCALL_LOG} does.
 */
final class Logging {
  private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private Logging() {}

  /** To be called before the first logger is made. */
  static void level(String level) {
    System.setProperty(LEVEL, System.getenv().getOrDefault("ROLLCALL_LOG", level));
  }
}
