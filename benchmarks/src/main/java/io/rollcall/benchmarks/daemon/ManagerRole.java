package io.rollcall.benchmarks.daemon;

import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.daemon.Daemon;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;

/** A process that is a manager. */
public final class ManagerRole {
  private ManagerRole() {}

  /**
   * Says at which port it is, and obeys: {@code pushed}; {@code rest} for so many seconds, and says
   * what that cost.
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Daemon manager = Daemon.builder().manager().host("127.0.0.1").port(0).build();
    manager.start();
    Orders.say("port", manager.port());
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      if (order.word().equals("pushed")) {
        Orders.say(Pushed.by(manager).words());
      } else {
        Orders.say(Cost.measure(Duration.ofSeconds(order.number(1))).words());
      }
    }
    System.exit(0);
  }
}
