package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;

/** A process with a crowd. */
public final class CrowdRole {
  private final Crowd crowd;
  private final Headcount headcount = new Headcount();

  private CrowdRole(Crowd crowd) {
    this.crowd = crowd;
  }

  /**
   * Obeys {@code start}, with a name and how many members to start; says when the first and the
   * last of them were started; and {@code watch}. Both are given how many everybody is, and how
   * long to wait in seconds, and say what has been seen when all see everybody, or the time is up.
   *
   * @param args the system, and the two addresses of its hub
   */
  public static void main(String... args) throws IOException, InterruptedException {
    CrowdRole role = new CrowdRole(Crowds.named(args[0], new Addresses(args[1], args[2])));
    Orders.say("ready");
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      role.headcount.expect((int) order.number(1));
      long deadline = System.nanoTime() + Duration.ofSeconds(order.number(2)).toNanos();
      if (order.word().equals("start")) {
        role.start(order.value(3), (int) order.number(4), deadline);
      } else {
        Orders.say("watching");
      }
      Headcount.Seen seen = role.headcount.await(deadline);
      Orders.say("seen", seen.complete(), seen.members(), seen.least(), seen.at(), seen.left());
    }
    System.exit(0);
  }

  /** Starts no more when the time is up. */
  private void start(String name, int many, long deadline) throws IOException {
    long first = System.nanoTime();
    long last = first;
    for (int i = 0; i < many && last - deadline < 0; i++) {
      last = System.nanoTime();
      crowd.join(name + "-" + i, headcount.view());
    }
    Orders.say("started", first, last);
  }
}
