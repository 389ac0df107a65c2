package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.peers.Discovery;
import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process that enters a system as the first thing that it does, and ends. */
public final class FreshRole {
  private FreshRole() {}

  /**
   * Says how long it took, in nanoseconds.
   *
   * @param args the system, and the addresses of its hub
   */
  public static void main(String... args) throws IOException, InterruptedException {
    long since = System.nanoTime();
    Discovery system = Systems.named(args[0]);
    system.enter(new Addresses(args[1], args[2], 0));
    Orders.say("entered", System.nanoTime() - since);
    System.exit(0);
  }
}
