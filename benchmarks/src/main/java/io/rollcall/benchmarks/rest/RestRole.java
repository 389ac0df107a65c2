package io.rollcall.benchmarks.rest;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Server;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that is a server, or has clients, and measures itself while nothing happens. */
public final class RestRole {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Object> running = new ArrayList<>();

  private RestRole() {}

  /**
   * Obeys {@code serve}; {@code join} with an endpoint and a number of clients; and {@code rest}
   * with a number of seconds, after which it says what it cost.
   */
  public static void main(String... args) throws IOException, InterruptedException {
    RestRole role = new RestRole();
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      switch (order.word()) {
        case "serve" -> role.serve();
        case "join" -> role.join(order.value(1), (int) order.number(2));
        default -> Orders.say(Cost.measure(Duration.ofSeconds(order.number(1))).words());
      }
    }
    System.exit(0);
  }

  private void serve() {
    Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");
    running.add(server);
    Orders.say("serving", server.urlServer());
  }

  private void join(String urlServer, int many) throws InterruptedException {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      clients.add(Client.start(urlServer, "idle-" + ProcessHandle.current().pid() + "-" + i));
    }
    for (Client client : clients) {
      if (!client.awaitJoined(PATIENCE)) {
        throw new IllegalStateException("has not joined within 60 s: " + client);
      }
    }
    running.addAll(clients);
    Orders.say("joined");
  }
}
