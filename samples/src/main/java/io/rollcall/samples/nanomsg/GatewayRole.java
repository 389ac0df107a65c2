package io.rollcall.samples.nanomsg;

import io.rollcall.discovery.Server;
import io.rollcall.nanomsg.NanomsgGateway;
import io.rollcall.processes.Orders;
import java.io.IOException;

/** A process that calls the roll, over ZeroMQ and by a gateway over nanomsg's protocols. */
final class GatewayRole {
  private static final String ANY_PORT = "tcp://127.0.0.1:0";

  private GatewayRole() {}

  public static void main(String... args) throws IOException {
    try (Server server = Server.start(ANY_PORT, ANY_PORT);
        NanomsgGateway gateway = NanomsgGateway.start(server, ANY_PORT, ANY_PORT)) {
      Orders.say(
          "serving",
          server.urlServer(),
          server.urlPubSub(),
          gateway.urlSurvey(),
          gateway.urlPubSub());
      Seen.sayAll(server);
      Orders.awaitEnd();
    }
  }
}
