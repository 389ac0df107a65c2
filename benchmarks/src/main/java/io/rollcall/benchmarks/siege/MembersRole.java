package io.rollcall.benchmarks.siege;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process with members that stay: a {@code ClientWithSub} for each {@code Client}. */
public final class MembersRole {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private MembersRole() {}

  /**
   * Says when all are in, and runs until its standard input closes.
   *
   * @param args where they connect to, with which numbers their names begin and end
   */
  public static void main(String... args) throws IOException, InterruptedException {
    List<Client> clients = new ArrayList<>();
    List<ClientWithSub> withSub = new ArrayList<>();
    for (int i = Integer.parseInt(args[2]); i < Integer.parseInt(args[3]); i++) {
      String name = Names.MEMBER + i;
      if (i % 2 == 0) {
        clients.add(Client.start(args[0], name));
      } else {
        withSub.add(ClientWithSub.start(args[0], args[1], name));
      }
    }
    boolean in = true;
    for (Client client : clients) {
      in &= client.awaitJoined(PATIENCE);
    }
    for (ClientWithSub client : withSub) {
      in &= client.awaitJoined(PATIENCE) && client.awaitLive(PATIENCE);
    }
    Orders.say(in ? "in" : "not-in");
    Orders.awaitEnd();
    System.exit(0);
  }
}
