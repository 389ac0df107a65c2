package io.rollcall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A command that runs in our place: it has our streams, our signals, and we its exit code. */
final class CommandProcess {
  private static final Path STAT = Path.of("/proc/self/stat");
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
    CompletableFuture<Process> started = new CompletableFuture<>();
    // First, so that a signal which comes early waits for the process.
    SIGNALS.forEach(name -> Signals.handle(name, () -> passOn(name, started)));
    // By this thread, which stays: a death signal that the command asks the kernel for is bound
    // to the thread that started it.
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    restoreLocale(builder.environment());
    Process process = builder.start();
    started.complete(process);
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

  private static void passOn(String name, CompletableFuture<Process> started) {
    if (!name.equals("INT") || !isForeground()) {
      passOn(name, started.join().toHandle(), Signals::send);
    }
  }

  /** How a signal is sent to the process of an id. */
  interface Sender {
    boolean send(String name, long pid) throws IOException, InterruptedException;
  }

  /** To this very process: once it has ended, another may have its id. */
  static void passOn(String name, ProcessHandle process, Sender sender) {
    if (!process.isAlive()) {
      return;
    }
    if (name.equals("TERM")) {
      process.destroy();
      return;
    }
    try {
      sender.send(name, process.pid());
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
      return Files.exists(STAT) ? isForeground(Files.readString(STAT)) : Terminal.isThere();
    } catch (IOException unreadable) {
      return Terminal.isThere();
    }
  }

  /**
   * By what Linux tells of a process: behind its name, which may hold anything, stand state,
   * parent, group, session, terminal, and the terminal's foreground group.
   */
  static boolean isForeground(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields[2].equals(fields[5]);
  }
}
