package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process with the hubs of the systems that it is given. */
public final class HubRole {
  private HubRole() {}

  /**
   * Says of each system where its hub is and which process does its work, and runs until its
   * standard input closes.
   */
  public static void main(String... systems) throws IOException {
    for (String system : systems) {
      Addresses addresses = Systems.named(system).hub();
      Orders.say("hub", system, addresses.ofMembers(), addresses.ofObservers(), addresses.pid());
    }
    Orders.awaitEnd();
    System.exit(0);
  }
}
