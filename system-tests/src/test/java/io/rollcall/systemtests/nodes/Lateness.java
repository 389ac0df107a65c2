package io.rollcall.systemtests.nodes;

import io.rollcall.processes.Orders;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Reports {@code late NANOS MILLIS} when this process was not run for longer than the beat of a
 * server at default options, after which a server repeats its round. So a test can tell a slow
 * machine from a slow protocol.
 */
final class Lateness {
  private static final Duration PACE = Duration.ofMillis(10);
  private static final Duration BEAT = Duration.ofMillis(31);

  private Lateness() {}

  static void report() {
    Thread thread = new Thread(Lateness::run, "lateness");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run() {
    for (long due = System.nanoTime() + PACE.toNanos(); ; ) {
      LockSupport.parkNanos(due - System.nanoTime());
      long now = System.nanoTime();
      long late = now - due;
      if (late > BEAT.toNanos()) {
        Orders.say("late", now, Duration.ofNanos(late).toMillis());
      }
      if (late >= 0) {
        due = now + PACE.toNanos();
      }
    }
  }
}
