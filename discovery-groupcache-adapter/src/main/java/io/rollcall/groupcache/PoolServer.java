package io.rollcall.groupcache;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.rollcall.discovery.DiscoveryException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** The JDK's HTTP server at a pool's own URL. Thread-safe. */
final class PoolServer implements AutoCloseable {
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  static {
    // The JDK's server sends the head and the body of an answer apart; without this each body waits
    // 40 ms for the far end's delayed acknowledgement of the head. It is read once in each JVM.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private static final int IDLE_SECONDS = 10;
  private static final int CLOSE_SECONDS = 5;

  private final HttpServer http;
  private final ThreadPoolExecutor threads;

  /**
   * @throws DiscoveryException if it can't be bound, or https has no {@code sslContext}
   */
  PoolServer(URI self, HttpPoolOptions options) {
    InetSocketAddress address =
        options
            .bindAddress()
            .orElseGet(() -> new InetSocketAddress(host(self), BaseUrl.port(self)));
    try {
      http = server(self, address, options);
    } catch (IOException | RuntimeException failed) {
      throw new DiscoveryException(
          "the pool's server '%s' can't be bound at %s: %s".formatted(self, address, failed),
          failed);
    }
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            options.serverThreads(),
            options.serverThreads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "rollcall-groupcache-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    http.setExecutor(threads);
  }

  private static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static HttpServer server(URI self, InetSocketAddress address, HttpPoolOptions options)
      throws IOException {
    if (self.getScheme().equals("http")) {
      return HttpServer.create(address, 0);
    }
    SSLContext context =
        options
            .sslContext()
            .orElseThrow(() -> new IllegalArgumentException("https needs an sslContext"));
    HttpsServer https = HttpsServer.create(address, 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context));
    return https;
  }

  int port() {
    return http.getAddress().getPort();
  }

  void start(String path, HttpHandler handler) {
    http.createContext(path, handler);
    http.start();
  }

  /** Its port is free when this returns; requests that run are cut off, and waited for a while. */
  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
