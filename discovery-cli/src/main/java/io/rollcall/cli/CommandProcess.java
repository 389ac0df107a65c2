package io.rollcall.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A command that runs in our place: it has our streams, our signals, and we its exit code. */
final class CommandProcess {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private static final String LOCALE = "LC_ALL";

  private CommandProcess() {}

  /**
   * Runs it to its end.
   *
   * @return its exit code, or 128 and the number of the signal that ended it
   * @throws IOException if it can't be started
   */
  static int run(List<String> command) throws IOException, InterruptedException {
    CompletableFuture<Start> started = new CompletableFuture<>();
    // First, so that a signal which comes early waits for the process.
    SIGNALS.forEach(name -> Signals.handle(name, () -> passOn(name, started)));
    // By this thread, which stays: a death signal that the command asks the kernel for is bound
    // to the thread that started it.
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    restoreLocale(builder.environment());
    Process process = builder.start();
    started.complete(new Start(process, Signals.start(process.pid())));
    return process.waitFor();
  }

  /** The launcher has put a locale of UTF-8 in the place of the one that it was started in. */
  private static void restoreLocale(Map<String, String> environment) {
    String before = System.getProperty("rollcall.locale");
    if (before == null) {
      return;
    }
    if (before.isEmpty()) {
      environment.remove(LOCALE);
    } else {
      environment.put(LOCALE, before);
    }
  }

  /** A process, and which start of one with its id: once it has ended, another may have that. */
  private record Start(Process process, String tick) {}

  private static void passOn(String name, CompletableFuture<Start> started) {
    if (name.equals("INT") && isForeground()) {
      return;
    }
    Start start = started.join();
    passOn(name, start.process(), start.tick());
  }

  /**
   * Signals a child of ours, unless it has ended.
   *
   * @param tick its start, as {@link Signals#start} tells it
   */
  static void passOn(String name, Process process, String tick) {
    if (!process.isAlive()) {
      return;
    }
    if (tick.isEmpty() && name.equals("TERM")) {
      // Java signals no id that it has seen the end of. It can send no other signal.
      process.destroy();
      return;
    }
    try {
      Signals.send(name, process.pid(), tick);
    } catch (IOException noShell) {
      process.destroy();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether Ctrl-C reaches the whole group of processes that we are in, and so the command too. A
   * second SIGINT from us would be taken for impatience.
   */
  static boolean isForeground() {
    try {
      return ProcessStat.isTold() ? ProcessStat.of("self").isForeground() : Terminal.isThere();
    } catch (IOException unreadable) {
      return Terminal.isThere();
    }
  }
}
