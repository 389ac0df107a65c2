package io.rollcall.systemtests;

import io.rollcall.processes.Line;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * All that was done and reported in a test, in a file below {@code target/traces}, and its end in
 * memory for the message of a failure. Thread-safe.
 */
final class Trace implements AutoCloseable {
  private static final File DIRECTORY = new File("target/traces");
  private static final int KEPT = 60;

  private final long start = System.nanoTime();
  private final File file;
  private final File errors;
  private final PrintWriter writer;
  private final Deque<String> newest = new ArrayDeque<>();

  Trace(String label) {
    this.file = new File(DIRECTORY, label + ".txt");
    this.errors = new File(DIRECTORY, label + ".err");
    try {
      // Unlike File.mkdirs it does not fail when another test class makes the directory meanwhile.
      Files.createDirectories(DIRECTORY.toPath());
      this.writer = new PrintWriter(file, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  long start() {
    return start;
  }

  /** Where the processes' standard errors go. */
  File errors() {
    return errors;
  }

  /** Notes what the test does. */
  void note(String what) {
    add(System.nanoTime(), "*** " + what);
  }

  /** Notes what a process reports. */
  void line(String name, Line line) {
    boolean timed = line.words().size() > 1;
    String rest =
        timed
            ? line.word() + " " + String.join(" ", line.words().subList(2, line.words().size()))
            : line.toString();
    add(timed ? line.number(1) : System.nanoTime(), name + " " + rest);
  }

  private synchronized void add(long at, String text) {
    String line = "%8.3f s  %s".formatted((at - start) / 1e9, text);
    writer.println(line);
    writer.flush();
    newest.add(line);
    if (newest.size() > KEPT) {
      newest.remove();
    }
  }

  /** The last lines. */
  @Override
  public synchronized String toString() {
    return "%s ends with:%n%s".formatted(file, String.join("\n", newest));
  }

  @Override
  public synchronized void close() {
    writer.close();
  }
}
