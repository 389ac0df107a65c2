package io.rollcall.benchmarks.daemon;

import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process that asks on many connections at once. */
public final class PingRole {
  private PingRole() {}

  /**
   * Obeys the name of a {@link Pings.Way} with a port and a number of connections, and says how
   * many were answered, and how long it took.
   */
  public static void main(String... args) throws IOException {
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      boolean atOnce = Pings.Way.valueOf(order.word()) == Pings.Way.EACH_AT_ONCE;
      try (Pinger pinger = new Pinger((int) order.number(1), (int) order.number(2), atOnce)) {
        Pinger.Pinged pinged = pinger.run();
        Orders.say("pinged", pinged.answered(), pinged.nanos());
      }
    }
    System.exit(0);
  }
}
