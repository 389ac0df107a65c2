package io.rollcall.discovery.http;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Limits;
import io.rollcall.discovery.net.Listener;
import io.rollcall.discovery.net.RareLog;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.thread.LibraryThreads;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server for HTTP/1.0 and 1.1, on the engine's thread. Only a request that has come whole takes a
 * thread of its owner's; whoever sends half of one keeps nobody else waiting. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  private static final int HANDSHAKES = 2;
  private static final int IDLE_SECONDS = 10;
  private static final long TICK = Duration.ofMillis(250).toNanos();

  private final Engine engine = Engine.acquire();
  private final HttpLimits limits;
  private final Function<Request, Executor> threads;
  private final Handler handler;
  private final Listener listener;
  private final @Nullable ThreadPoolExecutor computing;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** In the order in which they began to wait for a request. */
  private final Set<HttpWire> waiting = new LinkedHashSet<>();

  private final Set<HttpWire> busy = new LinkedHashSet<>();
  private final RareLog rare = new RareLog(log);

  /** Octets of the requests that are on their way here, wait for a thread, or have one. */
  private long held;

  private boolean ticking;

  private HttpServer(
      Endpoint at,
      HttpLimits limits,
      @Nullable SSLContext tls,
      Function<Request, Executor> threads,
      Handler handler) {
    this.limits = limits;
    this.threads = threads;
    this.handler = handler;
    this.computing = tls == null ? null : handshakes();
    Limits ofConnections =
        Limits.defaults()
            .withConnections(limits.connections())
            .withPerAddress(limits.perAddress())
            .withQueueOctets(1 << 30);
    try {
      listener =
          engine.listen(at, () -> tls == null ? new PlainWire() : secured(tls), ofConnections);
    } catch (RuntimeException failed) {
      engine.release();
      throw failed;
    }
  }

  /**
   * Listens at this address.
   *
   * @param tls for https; {@code null} for plain HTTP
   * @param threads who answers a request; one that rejects it has it answered with 503
   * @throws DiscoveryException if it can't be bound; its cause says why
   */
  public static HttpServer start(
      InetSocketAddress at,
      HttpLimits limits,
      @Nullable SSLContext tls,
      Function<Request, Executor> threads,
      Handler handler) {
    return new HttpServer(endpoint(at), limits, tls, threads, handler);
  }

  private static Endpoint endpoint(InetSocketAddress at) {
    InetAddress address = at.getAddress();
    if (address == null) {
      throw new DiscoveryException("host '%s' is unknown".formatted(at.getHostString()), null);
    }
    String host = address.isAnyLocalAddress() ? "*" : address.getHostAddress();
    boolean bare = address instanceof Inet6Address && !host.equals("*");
    return Endpoint.toBind("tcp://" + (bare ? "[" + host + "]" : host) + ":" + at.getPort()).get(0);
  }

  private static ThreadPoolExecutor handshakes() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            HANDSHAKES,
            HANDSHAKES,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            LibraryThreads.daemons("rollcall-http-handshake", HttpServer.class));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private TlsWire secured(SSLContext context) {
    SSLEngine tls = context.createSSLEngine();
    tls.setUseClientMode(false);
    return new TlsWire(this, tls);
  }

  /** The port as bound. */
  public int port() {
    return listener.endpoint().port();
  }

  /** How many connections there are. */
  public int connections() {
    return listener.connections();
  }

  /** Cuts all connections; the port is free when this returns. Idempotent. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    engine.call(
        () -> {
          listener.close();
          return true;
        });
    engine.release();
    if (computing != null) {
      computing.shutdownNow();
    }
  }

  Engine engine() {
    return engine;
  }

  HttpLimits limits() {
    return limits;
  }

  /** So many more octets of requests are held, or fewer. */
  void held(int more) {
    held += more;
  }

  boolean isTooMuchHeld() {
    return held > limits.heldOctets();
  }

  HttpWire opened(Pipe pipe) {
    HttpWire wire = new HttpWire(this, pipe);
    waits(wire);
    tick();
    return wire;
  }

  void gone(HttpWire wire) {
    waiting.remove(wire);
    busy.remove(wire);
    wire.closed();
  }

  void busy(HttpWire wire) {
    waiting.remove(wire);
    busy.add(wire);
  }

  void waits(HttpWire wire) {
    busy.remove(wire);
    waiting.add(wire);
    if (waiting.size() > limits.waiting()) {
      HttpWire longest = waiting.iterator().next();
      waiting.remove(longest);
      rare.warn(
          "%s: %s is cut: it waits without a request, in the way of newcomers"
              .formatted(listener.endpoint(), longest.address()),
          engine.now());
      longest.close("it waits without a request, in the way of newcomers");
    }
  }

  /** A request is held until its handler returns, even if its connection is closed before. */
  void handle(Exchange exchange) {
    int octets = exchange.request().octets();
    held(octets);
    try {
      threads.apply(exchange.request()).execute(() -> run(exchange));
    } catch (RejectedExecutionException tooMuch) {
      held(-octets);
      exchange.answer(Answer.text(503, "too many ask at once").with("Retry-After", "2"));
    }
  }

  @SuppressWarnings("CatchThrowable")
  private void run(Exchange exchange) {
    try {
      handler.handle(exchange);
    } catch (Throwable failed) {
      log.warn("the answer to {} failed", exchange.request().path(), failed);
      exchange.answer(Answer.text(500, "the answer failed"));
    } finally {
      engine.execute(() -> held(-exchange.request().octets()));
    }
  }

  /** Does this on another thread, and then that on the engine's. For TLS only. */
  void compute(Runnable work, Runnable then) {
    if (computing == null) {
      throw new IllegalStateException("there is no TLS here");
    }
    computing.execute(
        () -> {
          work.run();
          engine.execute(then);
        });
  }

  private void tick() {
    if (!ticking) {
      ticking = true;
      engine.after(Math.min(TICK, limits.requestTime().toNanos()), this::check);
    }
  }

  private void check() {
    ticking = false;
    long now = engine.now();
    List.copyOf(waiting).forEach(wire -> wire.check(now));
    List.copyOf(busy).forEach(wire -> wire.check(now));
    if (!waiting.isEmpty() || !busy.isEmpty()) {
      tick();
    }
  }

  /** HTTP without TLS. */
  private final class PlainWire implements Wire {
    private @Nullable HttpWire http;

    @Override
    public void opened(Connection connection) {
      connection.established();
      http = HttpServer.this.opened(new PlainPipe(connection));
    }

    @Override
    public void received(ByteBuffer octets) {
      if (http != null) {
        http.received(octets);
      }
    }

    @Override
    public void drained() {
      if (http != null) {
        http.drained();
      }
    }

    @Override
    public boolean ended() {
      return http != null && http.ended();
    }

    @Override
    public void closed(String why) {
      if (http != null) {
        gone(http);
      }
    }
  }
}
