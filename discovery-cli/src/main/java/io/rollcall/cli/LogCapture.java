package io.rollcall.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is logged to standard error while it is open, for a command that has a better place for it.
 * One at a time.
 */
final class LogCapture implements AutoCloseable {
  private static final String BEFORE = "^[A-Z]+ [^ ]+ - ";
  private static final String COUNT = " \\([0-9]+ more since the last such line\\)$";

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  LogCapture() {
    System.setErr(new PrintStream(octets, true, StandardCharsets.UTF_8));
  }

  /** What was logged since the last call, each line once, without its level and its logger. */
  List<String> take() {
    String text;
    // The stream's own lock, which a writer holds.
    synchronized (octets) {
      text = octets.toString(StandardCharsets.UTF_8);
      octets.reset();
    }
    return text.lines()
        .map(line -> line.replaceFirst(BEFORE, "").replaceFirst(COUNT, ""))
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    System.setErr(err);
  }
}
