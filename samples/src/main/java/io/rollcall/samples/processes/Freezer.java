package io.rollcall.samples.processes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Freezes a process with {@code kill -STOP} and thaws it with {@code kill -CONT}, as a debugger, a
 * laptop's lid or a hypervisor might.
 *
 * <p>A shell does both, and waits in between for its standard input: if the director dies, that
 * closes, and nobody stays frozen.
 */
final class Freezer {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String SCRIPT =
      "kill -STOP \"$1\" || exit 1; echo frozen; read thaw; kill -CONT \"$1\"";

  private final Child shell;

  private Freezer(Child shell) {
    this.shell = shell;
  }

  /** Freezes a process; empty where there is no such shell or signal, on Windows for instance. */
  static Optional<Freezer> freeze(Child child, Troupe troupe) throws InterruptedException {
    try {
      String pid = Long.toString(child.pid());
      Child shell = troupe.start("freezer", List.of("sh", "-c", SCRIPT, "freezer", pid));
      return shell.next(SOON).map(frozen -> new Freezer(shell));
    } catch (IOException noShell) {
      return Optional.empty();
    }
  }

  /** Lets it run on. */
  void thaw() {
    shell.letGo();
  }
}
