package io.rollcall.stress.handles;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Runs one thing after another, in order, on a thread of its own, which takes none of the locks of
 * whoever brings them: like a loop's. All tests of a JVM share it. Thread-safe.
 */
final class Turns {
  private static final BlockingQueue<Runnable> WAITING = new LinkedBlockingQueue<>();

  static {
    Thread thread = new Thread(Turns::run, "turns");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, fault) -> {
          fault.printStackTrace();
          // Whoever waits for the next turn would wait for ever; so jcstress reports the fault.
          Runtime.getRuntime().halt(1);
        });
    thread.start();
  }

  private Turns() {}

  private static void run() {
    try {
      while (true) {
        WAITING.take().run();
      }
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  /** Runs it in its turn. Never waits. */
  static void execute(Runnable turn) {
    WAITING.add(turn);
  }

  /** Runs it in its turn and waits for what it returns. Not to be called from a turn. */
  static <T> T call(Supplier<T> turn) {
    CompletableFuture<T> result = new CompletableFuture<>();
    execute(() -> result.complete(turn.get()));
    return result.join();
  }
}
