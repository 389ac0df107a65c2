package io.rollcall.jeromq;

import org.jspecify.annotations.Nullable;

/**
 * The one loop that all clients and subscribers of this JVM share. It starts with the first and
 * ends with the last of them. Thread-safe.
 */
final class SharedLoop {
  private static final Object lock = new Object();
  private static @Nullable SocketLoop loop;
  private static int users;

  private SharedLoop() {}

  /** The loop, running, until it is released as often as acquired. */
  static SocketLoop acquire() {
    synchronized (lock) {
      SocketLoop running = loop;
      if (running == null) {
        running = new SocketLoop("rollcall-clients");
        loop = running;
      }
      users++;
      return running;
    }
  }

  /** Gives a loop back; the last one to do so waits until it is gone. */
  static void release() {
    SocketLoop unused = null;
    synchronized (lock) {
      users--;
      if (users == 0) {
        unused = loop;
        loop = null;
      }
    }
    if (unused != null) {
      unused.stop();
    }
  }
}
