package io.rollcall.benchmarks.joins;

import io.rollcall.discovery.Client;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process whose clients all start at once. */
public final class AtOnceRole {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private AtOnceRole() {}

  /**
   * On {@code start} starts them, and says how long it took until all had joined; on {@code close}
   * closes them.
   *
   * @param args where the server is, and how many
   */
  public static void main(String... args) throws InterruptedException, IOException {
    List<Client> clients = new ArrayList<>();
    // Keeps what the clients of a process share.
    Client resident = Client.start(args[0], "keeper");
    resident.awaitJoined(PATIENCE);
    Orders.say("ready");
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      if (order.word().equals("start")) {
        long since = System.nanoTime();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
          clients.add(Client.start(args[0], "one-of-many-" + i));
        }
        boolean all = true;
        for (Client client : clients) {
          all &= client.awaitJoined(PATIENCE);
        }
        Orders.say("joined", all ? System.nanoTime() - since : -1);
      } else {
        clients.forEach(Client::close);
        clients.clear();
        Orders.say("closed");
      }
    }
    System.exit(0);
  }
}
