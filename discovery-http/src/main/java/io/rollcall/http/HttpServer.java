package io.rollcall.http;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.guard.ResourceGuard;
import io.rollcall.discovery.thread.LibraryThreads;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server for HTTP/1.0 and 1.1. Only a request that has come whole takes a thread of its owner's;
 * whoever sends half of one keeps nobody else waiting. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  private static final long TICK = Duration.ofMillis(250).toNanos();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          LibraryThreads.daemons("rollcall-http-timer", HttpServer.class));
  private final long tick;
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final Connections connections;
  private final Requests requests;
  private final Server server;
  private final ServerConnector connector;

  private HttpServer(
      InetSocketAddress at,
      HttpLimits limits,
      @Nullable SSLContext tls,
      Function<Request, Executor> threads,
      Handler handler,
      ResourceGuard resourceGuard) {
    tick = Math.min(TICK, limits.requestTime().toNanos());
    connections = new Connections(limits, this::tick);
    // A handshake computes: with TLS the thread that watches all connections must not read.
    InvocationType type = tls == null ? InvocationType.NON_BLOCKING : InvocationType.BLOCKING;
    requests = new Requests(type, limits, connections, threads, handler);
    server = JettyParts.server(timer);
    server.setHandler(requests);
    connector = new Entrance(server, resourceGuard, connections, JettyParts.protocols(limits, tls));
    JettyParts.listen(server, connector, at);
  }

  /**
   * Listens at this address.
   *
   * @param tls for https; {@code null} for plain HTTP
   * @param threads who answers a request; where one rejects it, or fails, it is answered with 503
   * @throws DiscoveryException if it can't be bound; its cause says why
   */
  public static HttpServer start(
      InetSocketAddress at,
      HttpLimits limits,
      @Nullable SSLContext tls,
      Function<Request, Executor> threads,
      Handler handler) {
    return start(at, limits, tls, threads, handler, ResourceGuard.OF_DESCRIPTORS);
  }

  static HttpServer start(
      InetSocketAddress at,
      HttpLimits limits,
      @Nullable SSLContext tls,
      Function<Request, Executor> threads,
      Handler handler,
      ResourceGuard resourceGuard) {
    if (at.isUnresolved()) {
      throw new DiscoveryException("host '%s' is unknown".formatted(at.getHostString()), null);
    }
    HttpServer http = new HttpServer(at, limits, tls, threads, handler, resourceGuard);
    try {
      http.server.start();
      return http;
    } catch (Exception failed) {
      http.close();
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new DiscoveryException(
          "can't listen at %s: %s".formatted(at, cause.getMessage()), cause);
    }
  }

  /** The port as bound. */
  public int port() {
    return connector.getLocalPort();
  }

  /** How many connections there are: tests wait for them. */
  int connections() {
    return connections.size();
  }

  /** How much memory the requests hold: tests see that all is let go. */
  long held() {
    return requests.held();
  }

  /** Cuts all connections; the port is free when this returns. Idempotent. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    connections.close();
    try {
      server.stop();
    } catch (Exception failed) {
      log.warn("an HTTP server did not stop in order", failed);
    } finally {
      timer.shutdownNow();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Looks at the connections soon, and from then on as long as there are any. */
  private void tick() {
    if (ticking.compareAndSet(false, true)) {
      try {
        var unused = timer.schedule(this::check, tick, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException closed) {
        log.debug("it is closed", closed);
      }
    }
  }

  private void check() {
    ticking.set(false);
    try {
      connections.check(requests.held());
    } catch (RuntimeException failed) {
      log.warn("the connections of port {} were not looked at", port(), failed);
    } finally {
      if (connections.size() > 0) {
        tick();
      }
    }
  }
}
