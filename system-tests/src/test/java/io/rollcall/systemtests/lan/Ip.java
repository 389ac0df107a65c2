package io.rollcall.systemtests.lan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the program {@code ip} of iproute2. */
final class Ip {
  private static final int SECONDS = 10;

  private Ip() {}

  /**
   * Runs it with these words and returns what it prints.
   *
   * @throws IOException if there is no such program, it takes too long, or it fails; the message
   *     holds the command and what it printed
   */
  static String run(String words) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words.split(" ", -1)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("'ip %s' takes more than %d s".formatted(words, SECONDS));
      }
      if (process.exitValue() != 0) {
        throw new IOException("'ip %s': %s".formatted(words, printed));
      }
      return printed;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("'ip " + words + "' was interrupted", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }
}
