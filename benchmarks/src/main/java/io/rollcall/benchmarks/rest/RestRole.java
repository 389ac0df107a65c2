package io.rollcall.benchmarks.rest;

import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
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

  private final Options options;

  private RestRole(Options options) {
    this.options = options;
  }

  /**
   * Obeys {@code serve}; {@code join} with where to join and to listen, and a number of clients;
   * and {@code rest} with a number of seconds, after which it says what it cost.
   *
   * @param args the system
   */
  public static void main(String... args) throws IOException, InterruptedException {
    RestRole role = new RestRole(Systems.options(args[0]));
    for (Line order = Orders.next(); order != null; order = Orders.next()) {
      switch (order.word()) {
        case "serve" -> role.serve();
        case "join" -> role.join(order.value(1), order.value(2), (int) order.number(3));
        default -> Orders.say(Cost.measure(Duration.ofSeconds(order.number(1))).words());
      }
    }
    System.exit(0);
  }

  private void serve() {
    Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", options);
    running.add(server);
    Orders.say("serving", server.urlServer(), server.urlPubSub());
  }

  private void join(String urlServer, String urlPubSub, int many) throws InterruptedException {
    List<ClientWithSub> clients = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String name = "idle-" + ProcessHandle.current().pid() + "-" + i;
      clients.add(ClientWithSub.start(urlServer, urlPubSub, Member.named(name), options));
    }
    for (ClientWithSub client : clients) {
      if (!client.awaitJoined(PATIENCE) || !client.awaitLive(PATIENCE)) {
        throw new IllegalStateException("has not joined, or is not live, within 60 s: " + client);
      }
    }
    running.addAll(clients);
    Orders.say("joined");
  }
}
