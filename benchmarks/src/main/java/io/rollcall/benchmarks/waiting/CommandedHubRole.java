package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process with one hub, whose thread waits as it is told. */
public final class CommandedHubRole {
  private CommandedHubRole() {}

  /**
   * Says where the hub is. On {@code command} and a name hands it that command; on {@code last}
   * says when it did.
   */
  public static void main(String... args) throws IOException {
    Strategy strategy = Strategy.valueOf(args[0]);
    CommandedHub hub = strategy.hub();
    Addresses addresses = hub.start();
    Orders.say("hub", strategy.system(), addresses.ofMembers(), addresses.ofObservers());
    long last = 0;
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      if (order.word().equals("command")) {
        last = System.nanoTime();
        hub.command(order.value(1));
      } else {
        Orders.say("last", last);
      }
    }
    System.exit(0);
  }
}
