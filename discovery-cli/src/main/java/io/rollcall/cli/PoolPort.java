package io.rollcall.cli;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.discovery.http.Answer;
import io.rollcall.discovery.http.Exchange;
import io.rollcall.discovery.http.HttpLimits;
import io.rollcall.discovery.http.HttpServer;
import io.rollcall.discovery.http.Request;
import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.groupcache.HttpPool;
import io.rollcall.groupcache.HttpPoolOptions;
import io.rollcall.groupcache.PeerAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Where a pool listens: for its peers, and for whoever wants to try it. Thread-safe. */
final class PoolPort implements AutoCloseable {
  /** Answers who is no peer. */
  interface Others {
    /**
     * The answer.
     *
     * @param path what the path has below the base URL, {@code /} and more
     */
    Answer answer(Request request, String path);
  }

  private static final int THREADS = 64;

  private final WebUrl given;
  private final HttpServer http;
  private final ExecutorService threads;
  private volatile @Nullable HttpPool pool;
  private volatile Others others = (request, path) -> Answer.text(404, "not yet");

  /**
   * Binds the host and port of this base URL, of which the port may be 0.
   *
   * @throws IllegalArgumentException if it is none of http
   * @throws DiscoveryException if it can't be bound
   */
  PoolPort(String self) {
    given = WebUrl.toBind(self);
    if (!given.scheme().equals("http")) {
      throw new IllegalArgumentException(
          "--self '" + self + "': it must be http://HOST:PORT[/PATH]");
    }
    threads =
        Executors.newFixedThreadPool(
            THREADS, LibraryThreads.numbered("rollcall-pool-", PoolPort.class));
    try {
      http =
          HttpServer.start(
              new InetSocketAddress(given.host(), given.port()),
              HttpLimits.storing(HttpPoolOptions.defaults().maxBody(), THREADS),
              null,
              request -> threads,
              this::answer);
    } catch (RuntimeException taken) {
      throw new DiscoveryException(
          "--self '%s' can't be bound: %s".formatted(self, taken.getMessage()), taken);
    }
  }

  /** The base URL, with the port that was bound. */
  String self() {
    return given.port() == 0 ? given.withPort(http.port()).toString() : given.toString();
  }

  /** The path of the base URL, without a slash at the end. */
  private String path() {
    return given.path().replaceFirst("/$", "");
  }

  /** The pool is asked by peers, the other by everybody else. */
  void start(HttpPool peers, Others everybodyElse) {
    others = everybodyElse;
    pool = peers;
  }

  private void answer(Exchange exchange) throws IOException {
    Request request = exchange.request();
    HttpPool peers = pool;
    if (peers != null && request.path().startsWith(path() + "/_groupcache/")) {
      PeerAnswer answer =
          peers.answer(request.method(), request.path(), new ByteArrayInputStream(request.body()));
      exchange.answer(new Answer(answer.status(), answer.headers(), answer.body().asByteBuffer()));
    } else if (request.path().startsWith(path() + "/")) {
      exchange.answer(others.answer(request, request.path().substring(path().length())));
    } else {
      exchange.answer(Answer.text(404, "nothing is here"));
    }
  }

  @Override
  public void close() {
    http.close();
    threads.shutdownNow();
  }
}
