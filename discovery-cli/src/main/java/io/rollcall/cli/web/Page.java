package io.rollcall.cli.web;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.discovery.DiscoveryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A page that shows a subject, for browsers, and {@code /health} and {@code /metrics} for
 * monitoring. Read-only. Thread-safe.
 */
public final class Page implements AutoCloseable {
  private static final int REQUEST_THREADS = 16;
  private static final int WAITING_REQUESTS = 128;

  static {
    // The JDK's server reads these once: connections in all, seconds for a request to come whole,
    // and no pause before a small event goes out.
    setUnlessSet("jdk.httpserver.maxConnections", "512");
    setUnlessSet("sun.net.httpserver.maxReqTime", "10");
    setUnlessSet("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final InetSocketAddress address;
  private final Deadlines deadlines = new Deadlines();
  private final ThreadPoolExecutor requests =
      new ThreadPoolExecutor(
          REQUEST_THREADS,
          REQUEST_THREADS,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_REQUESTS),
          daemons("rollcall-page-request"));
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(daemons("rollcall-page-beat"));
  private final Streams streams;
  private final Scrape scrape;
  private final Follower follower;
  private final List<Beside> beside = new ArrayList<>();

  private Page(Subject subject, PageOptions options) {
    server = bind(options.address());
    address = server.getAddress();
    List<Board> boards = new ArrayList<>();
    boards.add(new Board(0, subject.title(), options.clock()));
    follower = new Follower(subject, boards.get(0), options);
    options.beside().forEach(each -> boards.add(follow(each, boards.size(), options)));
    streams = new Streams(options, deadlines);
    scrape = new Scrape(subject, streams);
    HostCheck hosts = new HostCheck(address.getAddress());
    server.createContext("/", new Routes(subject, hosts, streams, boards, beside, scrape));
    requests.allowCoreThreadTimeOut(true);
    server.setExecutor(request -> requests.execute(() -> inTime(request, options)));
    every(options.beat().toMillis(), follower::beat);
    every(Math.min(1000, options.patience().toMillis()), deadlines::check);
    server.start();
  }

  /**
   * Starts a page.
   *
   * @throws DiscoveryException if its address can't be bound; nothing is left behind
   */
  public static Page start(Subject subject, PageOptions options) {
    return new Page(subject, options);
  }

  private static HttpServer bind(InetSocketAddress address) {
    try {
      return HttpServer.create(address, 0);
    } catch (IOException failed) {
      throw new DiscoveryException(
          "page at '%s' can't be bound: %s".formatted(text(address), failed.getMessage()), failed);
    }
  }

  private Board follow(URI page, int at, PageOptions options) {
    Board board = new Board(at, page.getAuthority(), options.clock());
    beside.add(new Beside(page, board, options));
    return board;
  }

  private void every(long millis, Runnable work) {
    var unused = beats.scheduleAtFixedRate(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void inTime(Runnable request, PageOptions options) {
    try {
      deadlines.run(options.patience(), request::run);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Where browsers find it. */
  public String url() {
    return "http://" + text(address) + "/";
  }

  /** The port as bound. */
  public int port() {
    return address.getPort();
  }

  /** How many follow at this moment. */
  int streams() {
    return streams.size();
  }

  /** A point for the plots, now. */
  void beat() {
    follower.beat();
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }

  /** Ends all streams, and waits until the port is free. The subject stays. Idempotent. */
  @Override
  public void close() {
    beats.shutdownNow();
    follower.close();
    beside.forEach(Beside::close);
    streams.close();
    server.stop(0);
    requests.shutdownNow();
    scrape.close();
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
