package io.rollcall.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that was started to take part, and the lines that are exchanged with it. One thread at
 * a time.
 */
public final class Child {
  /** The last line of each. */
  public static final Line ENDED = new Line(List.of("(ended)"));

  private final String name;
  private final Process process;
  private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  static Child start(String name, ProcessBuilder builder) throws IOException {
    Child child = new Child(name, builder.start());
    child.read(child.lines::add);
    return child;
  }

  static Child start(String name, ProcessBuilder builder, Consumer<Line> lines) throws IOException {
    Child child = new Child(name, builder.start());
    child.read(lines);
    return child;
  }

  private void read(Consumer<Line> reader) {
    Thread thread = new Thread(() -> readLines(reader), "reads " + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What it is called in messages. */
  public String name() {
    return name;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** The CPU time that it has used so far, user and system. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * Gives it an order.
   *
   * @throws UncheckedIOException if it has ended
   */
  public void tell(String... words) {
    try {
      process.outputWriter().write(String.join(" ", words) + "\n");
      process.outputWriter().flush();
    } catch (IOException ended) {
      throw new UncheckedIOException(name + " does not listen any more", ended);
    }
  }

  /**
   * What it says next, if it says something within this time.
   *
   * @throws IllegalStateException if it has ended
   */
  public Optional<Line> next(Duration timeout) throws InterruptedException {
    Line line = lines.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (ENDED.equals(line)) {
      lines.add(ENDED);
      throw new IllegalStateException(name + " has ended; its standard error says why");
    }
    return Optional.ofNullable(line);
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
                            line.map(said -> "'" + said + "'").orElse("nothing"),
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

  private void readLines(Consumer<Line> reader) {
    try (BufferedReader input = process.inputReader()) {
      for (String text = input.readLine(); text != null; text = input.readLine()) {
        reader.accept(Line.parse(text));
      }
    } catch (IOException ended) {
      // A killed process ends in the middle of a line.
    }
    reader.accept(ENDED);
  }
}
