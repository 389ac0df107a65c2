package io.rollcall.cli;

import java.io.PrintWriter;

/** Where a command prints to. */
final class Output {
  private Output() {}

  /**
   * Flushes it. The writer does not learn of faults that the standard output, to which it writes,
   * keeps to itself.
   *
   * @return whether somebody still reads
   */
  static boolean flush(PrintWriter out) {
    return !out.checkError() && !System.out.checkError();
  }
}
