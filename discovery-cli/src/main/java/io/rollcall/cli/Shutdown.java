package io.rollcall.cli;

import io.rollcall.discovery.thread.LibraryThreads;
import java.util.concurrent.CountDownLatch;

/** What is done when the program is told to end, by SIGINT or SIGTERM. */
final class Shutdown {
  private Shutdown() {}

  /**
   * Closes these then, in their order; whoever waits for them goes on.
   *
   * @return counted down once they are closed
   */
  static CountDownLatch closes(AutoCloseable... handles) {
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook = LibraryThreads.daemon("rollcall-shutdown", () -> close(handles, closed));
    Runtime.getRuntime().addShutdownHook(hook);
    return closed;
  }

  private static void close(AutoCloseable[] handles, CountDownLatch closed) {
    for (AutoCloseable each : handles) {
      try {
        each.close();
      } catch (Exception failed) {
        System.err.println("rollcall: " + failed.getMessage());
      }
    }
    closed.countDown();
  }
}
