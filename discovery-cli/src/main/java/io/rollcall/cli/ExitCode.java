package io.rollcall.cli;

/** What the program's exit codes mean; {@code docs/reference/program-setup.md} has the table. */
final class ExitCode {
  /** It did what was asked. */
  static final int OK = 0;

  /** It could not: a port that is taken, a server that refuses or does not answer. */
  static final int FAILED = 1;

  /** The command line, the configuration or a file of it is malformed. */
  static final int USAGE = 2;

  /** What was asked for is not there, as a member that no server knows. */
  static final int NOT_FOUND = 3;

  /** What was waited for did not come in time. */
  static final int TIMEOUT = 4;

  /** A signal ended it: this and the signal's number. */
  static final int SIGNAL = 128;

  private ExitCode() {}
}
