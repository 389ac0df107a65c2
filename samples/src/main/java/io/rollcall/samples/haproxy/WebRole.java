package io.rollcall.samples.haproxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Status;
import io.rollcall.processes.Orders;
import io.rollcall.samples.processes.Rehearsal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A process that answers every request with its name, and is a member that says where. */
final class WebRole {
  private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final String name;
  private volatile long lastRequestNs = System.nanoTime();

  private WebRole(String name) {
    this.name = name;
  }

  public static void main(String... args) throws IOException, InterruptedException {
    new WebRole(args[1]).play(args[0], args[2]);
  }

  private void play(String urlServer, String weight) throws IOException, InterruptedException {
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.setExecutor(Executors.newCachedThreadPool());
    web.createContext("/", this::answer);
    web.start();
    Member self =
        Member.named(name)
            .withAttribute("address", "127.0.0.1:" + web.getAddress().getPort())
            .withAttribute("weight", weight);
    Rehearsal.run();
    Orders.say("ready");
    if (Orders.await("join")) {
      Client client = Client.start(urlServer, self, Options.defaults());
      if (Orders.await("taken")) {
        client.update(self.withStatus(Status.TAKEN));
      }
      if (Orders.await("free")) {
        client.update(self);
      }
      if (Orders.await("leave")) {
        client.close();
        serveOnUntilQuiet();
        Orders.say("ending");
      }
    }
    System.exit(0);
  }

  /** HAProxy hears of the leave a moment later, and what is on its way wants an answer. */
  private void serveOnUntilQuiet() throws InterruptedException {
    lastRequestNs = System.nanoTime();
    while (System.nanoTime() - lastRequestNs < QUIET_NS) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    lastRequestNs = System.nanoTime();
    byte[] body = name.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
