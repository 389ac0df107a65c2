package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process with an observer of each hub that it is given. */
public final class ObserverRole {
  private ObserverRole() {}

  /**
   * Says what each observer sees, with the time at which it saw it, and runs until its standard
   * input closes.
   *
   * @param args systems, each followed by the address of its hub
   */
  public static void main(String... args) throws IOException {
    for (int i = 0; i < args.length; i += 2) {
      String system = args[i];
      Systems.named(system)
          .observe(
              args[i + 1],
              (what, name) -> {
                long now = System.nanoTime();
                Orders.say("seen", system, what, name, now);
              });
    }
    Orders.awaitEnd();
    System.exit(0);
  }
}
