package io.rollcall.discovery.conformance;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;

/** A socket of libzmq in a process of its own: {@code zmq_peer.py}. */
final class LibzmqPeer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PYTHON = "/usr/bin/python3";

  /** What it has printed: {@code heard hello}, {@code subscribed news} … */
  final List<String> lines = new CopyOnWriteArrayList<>();

  private final Process process;
  private final PrintWriter input;

  /** One of this kind, which binds or connects. */
  LibzmqPeer(String... arguments) throws IOException {
    requireZmq();
    List<String> command = new ArrayList<>(List.of(PYTHON, "-B", script().toString()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    Thread reader = new Thread(this::read, "reads " + command);
    reader.setDaemon(true);
    reader.start();
    awaitLine("at ");
  }

  private static Path script() {
    return Path.of("src/test/resources/zmq_peer.py");
  }

  /** Skips the test where there is none; on the build server nothing is skipped in silence. */
  private static void requireZmq() throws IOException {
    boolean found;
    try {
      found = new ProcessBuilder(PYTHON, "-c", "import zmq").start().waitFor() == 0;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    String missing = PYTHON + " can't import zmq (Debian: python3-zmq)";
    if ("true".equals(System.getenv("CI")) && !found) {
      throw new AssertionError(missing + ", and CI=true forbids to skip");
    }
    Assumptions.assumeTrue(found, missing);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException ended) {
      // So has the process.
    }
  }

  /** Where it is bound, or connected to. */
  String endpoint() {
    return lines.get(0).substring("at ".length());
  }

  /** Sends a message. */
  void say(String message) {
    input.println(message);
  }

  /** Waits for a line that begins so. */
  void awaitLine(String beginning) {
    await()
        .atMost(PATIENCE)
        .until(() -> lines.stream().anyMatch(line -> line.startsWith(beginning)));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
