package io.rollcall.samples.processes;

import io.rollcall.discovery.Server;
import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process that calls the roll. */
public final class ServerRole {
  private ServerRole() {}

  /** Takes the name of a preset. */
  public static void main(String... args) throws IOException, InterruptedException {
    Rehearsal.run();
    String anyPort = "tcp://127.0.0.1:0";
    try (Server server = Server.start(anyPort, anyPort, Presets.named(args[0]))) {
      Orders.say("serving", server.urlServer(), server.urlPubSub());
      Orders.awaitEnd();
    }
  }
}
