package io.rollcall.cli;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.endpoint.HostPort;
import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.groupcache.HttpPool;
import io.rollcall.groupcache.HttpPoolOptions;
import io.rollcall.groupcache.PeerAnswer;
import io.rollcall.http.Answer;
import io.rollcall.http.Exchange;
import io.rollcall.http.HostCheck;
import io.rollcall.http.HttpLimits;
import io.rollcall.http.HttpServer;
import io.rollcall.http.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final HostCheck check;
  private final HttpServer http;
  private final ExecutorService threads;
  private volatile @Nullable HttpPool pool;
  private volatile Others others = (request, path) -> Answer.text(404, "not yet");

  /**
   * Binds the host and port of this base URL, of which the port may be 0.
   *
   * @param names that it answers to besides localhost, addresses and the URL's host
   * @throws IllegalArgumentException if it is none of http, or a name is none
   * @throws DiscoveryException if it can't be bound
   */
  PoolPort(String self, List<String> names) {
    given = WebUrl.toBind(self);
    if (!given.scheme().equals("http")) {
      throw new IllegalArgumentException(
          "--self '" + self + "': it must be http://HOST:PORT[/PATH]");
    }
    // Checked here too, since the pool is told the port that was bound and would complain of that.
    if (given.path().endsWith("/")) {
      throw new IllegalArgumentException("--self '" + self + "': it ends with a slash");
    }
    for (String name : names) {
      if (!HostPort.isHost(name)) {
        throw new IllegalArgumentException(
            "--self-host '" + name + "': it must be a name without a port, as cache.example");
      }
    }
    List<String> hosts = new ArrayList<>(names);
    hosts.add(given.host());
    check = HostCheck.addresses(hosts, "start it with --self-host NAME");
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

  /** The pool is asked by peers, the other by everybody else. */
  void start(HttpPool peers, Others everybodyElse) {
    others = everybodyElse;
    pool = peers;
  }

  private void answer(Exchange exchange) throws IOException {
    Request request = exchange.request();
    HttpPool peers = pool;
    Optional<String> refusal = check.refusal(request.host());
    if (refusal.isPresent()) {
      exchange.answer(Answer.text(403, refusal.get()));
    } else if (peers != null && request.path().startsWith(given.path() + "/_groupcache/")) {
      PeerAnswer answer = peers.answer(request.method(), request.path(), request.body());
      exchange.answer(new Answer(answer.status(), answer.headers(), answer.body().asByteBuffer()));
    } else if (request.path().startsWith(given.path() + "/")) {
      exchange.answer(others.answer(request, request.path().substring(given.path().length())));
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
