package io.rollcall.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.discovery.DiscoveryException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a pool listens: for its peers, and for whoever wants to try it. Thread-safe. */
final class PoolPort implements AutoCloseable {
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";
  private static final int THREADS = 64;
  private static final int USUAL = 80;

  private final URI given;
  private final HttpServer http;
  private final ExecutorService threads;

  /**
   * Binds the host and port of this base URL, of which the port may be 0.
   *
   * @throws IllegalArgumentException if it is none of http
   * @throws DiscoveryException if it can't be bound
   */
  PoolPort(URI self) {
    if (!"http".equals(self.getScheme()) || self.getHost() == null) {
      throw new IllegalArgumentException(
          "--self '" + self + "': it must be http://HOST:PORT[/PATH]");
    }
    // Else the second part of each answer waits 40 ms for the far end's acknowledgement.
    System.setProperty(NO_DELAY, "true");
    given = self;
    String host = self.getHost().replaceAll("[\\[\\]]", "");
    int port = self.getPort() < 0 ? USUAL : self.getPort();
    try {
      http = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException | RuntimeException taken) {
      throw new DiscoveryException(
          "--self '%s' can't be bound: %s".formatted(self, taken.getMessage()), taken);
    }
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "rollcall-pool-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    http.setExecutor(threads);
  }

  /** The base URL, with the port that was bound. */
  String self() {
    return given.getPort() == 0
        ? given.toString().replaceFirst(":0(?=/|$)", ":" + http.getAddress().getPort())
        : given.toString();
  }

  /** Peers ask the one; everybody else the other. */
  void start(HttpHandler peers, HttpHandler others) {
    String path = given.getPath().replaceFirst("/$", "");
    http.createContext(path + "/_groupcache/", peers);
    http.createContext(path + "/", guarded(others));
    http.start();
  }

  /** Only reads; an answer that fails ends the connection. */
  private static HttpHandler guarded(HttpHandler handler) {
    return (HttpExchange exchange) -> {
      try (exchange) {
        handler.handle(exchange);
      }
    };
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
