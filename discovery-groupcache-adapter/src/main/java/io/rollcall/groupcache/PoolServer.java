package io.rollcall.groupcache;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.http.Answer;
import io.rollcall.http.Exchange;
import io.rollcall.http.HostCheck;
import io.rollcall.http.HttpLimits;
import io.rollcall.http.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The HTTP server at a pool's own URL. Thread-safe. */
final class PoolServer implements AutoCloseable {
  private static final int IDLE_SECONDS = 10;
  private static final int CLOSE_SECONDS = 5;

  private final HttpServer http;
  private final HostCheck hosts;
  private final ThreadPoolExecutor threads;

  /** What is asked before {@link #start} is not there yet. */
  private volatile @Nullable HttpPool pool;

  private volatile String path = "";

  /**
   * @throws DiscoveryException if it can't be bound, or https has no {@code sslContext}
   */
  PoolServer(WebUrl self, HttpPoolOptions options) {
    InetSocketAddress address =
        options.bindAddress().orElseGet(() -> new InetSocketAddress(self.host(), self.port()));
    hosts = options.hostCheck(self);
    threads =
        new ThreadPoolExecutor(
            options.serverThreads(),
            options.serverThreads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            LibraryThreads.numbered("rollcall-groupcache-", PoolServer.class));
    threads.allowCoreThreadTimeOut(true);
    try {
      http =
          HttpServer.start(
              address,
              HttpLimits.storing(options.maxBody(), options.serverThreads()),
              self.scheme().equals("http") ? null : required(options),
              request -> threads,
              this::answer);
    } catch (RuntimeException failed) {
      throw new DiscoveryException(
          "the pool's server '%s' can't be bound at %s: %s"
              .formatted(self, address, failed.getMessage()),
          failed);
    }
  }

  private static SSLContext required(HttpPoolOptions options) {
    return options
        .sslContext()
        .orElseThrow(() -> new IllegalArgumentException("https needs an sslContext"));
  }

  int port() {
    return http.port();
  }

  void start(String below, HttpPool answering) {
    path = below;
    pool = answering;
  }

  private void answer(Exchange exchange) throws IOException {
    String asked = exchange.request().path();
    Optional<String> refusal = hosts.refusal(exchange.request().host());
    HttpPool answering = pool;
    if (refusal.isPresent()) {
      exchange.answer(Answer.text(403, refusal.get()));
      return;
    }
    if (answering == null || !asked.startsWith(path)) {
      exchange.answer(Answer.text(404, "nothing is here"));
      return;
    }
    PeerAnswer answer =
        answering.answer(exchange.request().method(), asked, exchange.request().body());
    exchange.answer(new Answer(answer.status(), answer.headers(), answer.body().asByteBuffer()));
  }

  /** Its port is free when this returns; requests that run are cut off, and waited for a while. */
  @Override
  public void close() {
    http.close();
    threads.shutdownNow();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
