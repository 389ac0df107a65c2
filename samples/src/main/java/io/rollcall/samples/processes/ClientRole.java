package io.rollcall.samples.processes;

import io.rollcall.discovery.Client;
import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process that joins when it is told to, and leaves when it is told to. */
final class ClientRole {
  private ClientRole() {}

  public static void main(String... args) throws IOException, InterruptedException {
    String urlServer = args[0];
    String name = args[1];
    Rehearsal.run();
    Orders.say("ready");
    if (!Orders.await("join")) {
      return;
    }
    Orders.say("starting", System.currentTimeMillis());
    Client client = Client.start(urlServer, name);
    if (Orders.await("leave")) {
      Orders.say("leaving", System.currentTimeMillis());
    }
    client.close();
  }
}
