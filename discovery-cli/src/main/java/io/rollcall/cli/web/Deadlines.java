package io.rollcall.cli.web;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Interrupts threads that wait too long for a browser; the interrupt closes the connection that
 * they wait for. Thread-safe.
 */
final class Deadlines {
  private final Map<Thread, Long> ends = new HashMap<>();

  /** What may wait for a browser. */
  interface Work {
    void run() throws IOException;
  }

  /** Does this on the calling thread, which is interrupted after this time. */
  void run(Duration most, Work work) throws IOException {
    Thread self = Thread.currentThread();
    synchronized (ends) {
      ends.put(self, System.nanoTime() + most.toNanos());
    }
    try {
      work.run();
    } finally {
      synchronized (ends) {
        ends.remove(self);
        // One that came too late must not reach what the thread does next.
        Thread.interrupted();
      }
    }
  }

  /** Interrupts those that are late; to be called again and again. */
  void check() {
    long now = System.nanoTime();
    synchronized (ends) {
      ends.forEach(
          (thread, end) -> {
            if (end - now < 0) {
              thread.interrupt();
            }
          });
    }
  }
}
