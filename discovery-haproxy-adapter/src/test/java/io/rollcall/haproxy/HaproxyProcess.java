package io.rollcall.haproxy;

import static org.awaitility.Awaitility.await;

import io.rollcall.processes.Leash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A running HAProxy. It ends with this JVM, however that ends. */
final class HaproxyProcess implements AutoCloseable {
  private final Process haproxy;
  private final Path log;

  private HaproxyProcess(Process haproxy, Path log) {
    this.haproxy = haproxy;
    this.log = log;
  }

  /** Starts one, and waits until this socket of its runtime API answers or it has ended. */
  static HaproxyProcess start(Path config, Path socket) throws IOException {
    Path log = config.resolveSibling("haproxy.log");
    Process haproxy =
        new ProcessBuilder(Leash.command(List.of("haproxy", "-db", "-f", config.toString())))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    HaproxyProcess process = new HaproxyProcess(haproxy, log);
    await().until(() -> !process.runs() || Asked.answers(socket));
    return process;
  }

  boolean runs() {
    return haproxy.isAlive();
  }

  /** What it printed. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGKILL, and waits for its end. */
  @Override
  public void close() {
    haproxy.destroyForcibly();
    await().until(() -> !runs());
  }
}
