package io.rollcall.benchmarks.latency;

import java.io.IOException;

/** A process that keeps one core busy until its standard input closes. */
public final class BusyRole {
  private BusyRole() {}

  /** Spins. */
  public static void main(String... args) throws IOException {
    Thread busy =
        new Thread(
            () -> {
              while (true) {
                Thread.onSpinWait();
              }
            });
    busy.setDaemon(true);
    busy.start();
    while (System.in.read() >= 0) {
      // Nobody has anything to say.
    }
    System.exit(0);
  }
}
