package io.rollcall.benchmarks.latency;

import java.io.IOException;

/** A process that keeps one core busy until its standard input closes. */
public final class BusyRole {
  private static volatile long turns;

  private BusyRole() {}

  /** Counts for nothing. */
  public static void main(String... args) throws IOException {
    Thread busy =
        new Thread(
            () -> {
              long count = 0;
              while (true) {
                turns = ++count;
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
