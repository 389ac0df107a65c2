package io.rollcall.samples.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that the director started, and the lines that they exchange. */
public final class Child {
  private final String name;
  private final Process process;
  private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts it; what it writes to its standard error goes to the director's.
   *
   * @throws IOException if there is no such program
   */
  static Child start(String name, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Child child = new Child(name, process);
    Thread reader = new Thread(child::read, "reads " + name);
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  /** What the director calls it. */
  public String name() {
    return name;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Says one line to it. */
  public void tell(String word) {
    try {
      process.outputWriter().write(word + "\n");
      process.outputWriter().flush();
    } catch (IOException ended) {
      throw new UncheckedIOException(name + " does not listen any more", ended);
    }
  }

  /** What it says next, if it says something within this time. */
  public Optional<Line> next(Duration timeout) throws InterruptedException {
    return Optional.ofNullable(lines.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
  }

  /**
   * What it says next, which has to be this word.
   *
   * @throws IllegalStateException if it says anything else, or nothing within this time
   */
  public Line expect(String word, Duration timeout) throws InterruptedException {
    Optional<Line> line = next(timeout);
    return line.filter(said -> said.word().equals(word))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s said %s within %d ms, not '%s'"
                        .formatted(
                            name,
                            line.map(said -> "'" + said.word() + "'").orElse("nothing"),
                            timeout.toMillis(),
                            word)));
  }

  /** Closes its standard input, which asks it to end. */
  public void letGo() {
    try {
      process.outputWriter().close();
    } catch (IOException ended) {
      // It does not listen any more, which is what is wanted.
    }
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Whether it ends within this time. */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        lines.add(Line.parse(text));
      }
    } catch (IOException ended) {
      // A killed process ends in the middle of a line.
    }
  }
}
