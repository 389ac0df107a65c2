package io.rollcall.samples.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A Python program of the samples that runs as a process, and the lines that it has printed. */
final class Script {
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Script(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "reads pid " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  static Script start(List<String> command) throws IOException {
    // Surefire runs in the module's folder.
    return new Script(
        new ProcessBuilder(command)
            .directory(Path.of("python").toFile())
            .redirectErrorStream(true)
            .start());
  }

  long pid() {
    return process.pid();
  }

  /** What it has printed so far; a TAB is shown as a space. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What it has printed of members, from a line on. */
  List<String> events(int from) {
    return lines.stream().skip(from).filter(line -> !line.startsWith("state ")).toList();
  }

  void awaitLine(String line) {
    awaitLine(line, 0);
  }

  /** Waits until this line stands among those from this one on. */
  void awaitLine(String line, int from) {
    await().untilAsserted(() -> assertThat(lines().stream().skip(from)).contains(line));
  }

  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(Python.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** SIGTERM. Process.destroy would also close the pipe, and its last lines would be lost. */
  int stop() throws InterruptedException {
    process.toHandle().destroy();
    return awaitExit();
  }

  /** SIGKILL. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      String line;
      while ((line = reader.readLine()) != null) {
        lines.add(line.replace('\t', ' '));
      }
    } catch (IOException killed) {
      throw new UncheckedIOException(killed);
    }
  }
}
