package io.rollcall.haproxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.discovery.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small web server that says its own port. A request of {@code /held} waits until let go. */
final class Web implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final CountDownLatch letGo = new CountDownLatch(1);

  private Web(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  static Web start() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Web web = new Web(HttpServer.create(anyPort, 0));
    web.server.start();
    return web;
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/held")) {
      held.incrementAndGet();
      try {
        letGo.await();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] body = Integer.toString(port()).getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    requests.incrementAndGet();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  /** A member of this name that listens here. */
  Member member(String name) {
    return Member.named(name).withAttribute("address", address());
  }

  /** How many it has answered. */
  int requests() {
    return requests.get();
  }

  /** How many were held. */
  int held() {
    return held.get();
  }

  void letGo() {
    letGo.countDown();
  }

  /** At once: who is connected is cut off. */
  @Override
  public void close() {
    letGo();
    server.stop(0);
    threads.shutdownNow();
  }
}
