package io.rollcall.cli.web;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.http.HostCheck;
import io.rollcall.http.HttpLimits;
import io.rollcall.http.HttpServer;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page that shows a subject, for browsers, and {@code /health} and {@code /metrics} for
 * monitoring. Read-only. Thread-safe.
 */
public final class Page implements AutoCloseable {
  /** What people write as two colons in an IPv6 address. */
  private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|$)");

  private static final Logger log = LoggerFactory.getLogger(Page.class);
  private static final int REQUEST_THREADS = 16;
  private static final int PROBE_THREADS = 2;
  private static final int WAITING_REQUESTS = 128;
  private static final long SECOND = 1000;

  private final InetSocketAddress address;
  private final ThreadPoolExecutor requests = threads("rollcall-page-request", REQUEST_THREADS);

  /** Its own, so that monitoring is answered while all of the others are busy. */
  private final ThreadPoolExecutor probes = threads("rollcall-page-probe", PROBE_THREADS);

  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          LibraryThreads.daemons("rollcall-page-beat", Page.class));
  private final List<Beside> beside = new ArrayList<>();
  private final Streams streams;
  private final Scrape scrape;
  private final HttpServer server;
  private final Follower follower;

  private Page(Subject subject, PageOptions options) {
    Board own = new Board(0, subject.title(), options.clock());
    List<Board> boards = new ArrayList<>(List.of(own));
    for (WebUrl each : options.beside()) {
      Board board = new Board(boards.size(), each.authority(), options.clock());
      boards.add(board);
      beside.add(new Beside(each, board, options));
    }
    streams =
        new Streams(
            options.streams(),
            stream -> LibraryThreads.daemon("rollcall-page-stream", stream).start());
    scrape = new Scrape(subject, streams);
    Routes routes = new Routes(subject, hosts(options), streams, boards, beside, scrape);
    HttpLimits limits = HttpLimits.reading().withPatience(options.patience());
    try {
      server =
          HttpServer.start(
              options.address(),
              limits,
              null,
              request -> Routes.isProbe(request) ? probes : requests,
              routes);
    } catch (DiscoveryException taken) {
      Throwable cause = taken.getCause() == null ? taken : taken.getCause();
      throw new DiscoveryException(
          "page at '%s' can't be bound: %s".formatted(text(options.address()), cause.getMessage()),
          taken);
    }
    address = new InetSocketAddress(options.address().getAddress(), server.port());
    follower = new Follower(subject, own, options);
    beside.forEach(Beside::start);
    every(options.beat().toMillis(), follower::beat);
    every(Math.min(SECOND, options.patience().toMillis()), () -> beside.forEach(Beside::check));
  }

  /** Where everybody may read the page, it answers to any name. */
  private static Optional<HostCheck> hosts(PageOptions options) {
    return options.address().getAddress().isLoopbackAddress()
        ? Optional.of(HostCheck.loopback(options.hosts(), "start it with --web-host NAME"))
        : Optional.empty();
  }

  /**
   * Starts a page.
   *
   * @throws DiscoveryException if its address can't be bound; nothing is left behind
   */
  public static Page start(Subject subject, PageOptions options) {
    return new Page(subject, options);
  }

  /** What fails once is done again the next time. */
  private void every(long millis, Runnable work) {
    Runnable guarded = () -> attempt(work);
    var unused = beats.scheduleAtFixedRate(guarded, millis, millis, TimeUnit.MILLISECONDS);
  }

  @SuppressWarnings("CatchThrowable")
  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (Throwable failed) {
      log.warn("the page's plots miss a point", failed);
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

  /** As it stands in a URL: IPv6 in brackets, and zeros left out. */
  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address
            ? "[" + ZEROS.matcher(host).replaceFirst("::") + "]"
            : host)
        + ":"
        + address.getPort();
  }

  /** Frees the port, and ends all streams. The subject stays. Idempotent. */
  @Override
  public void close() {
    server.close();
    beats.shutdownNow();
    follower.close();
    beside.forEach(Beside::close);
    streams.close();
    requests.shutdownNow();
    probes.shutdownNow();
    scrape.close();
  }

  private static ThreadPoolExecutor threads(String name, int number) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            number,
            number,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_REQUESTS),
            LibraryThreads.daemons(name, Page.class));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
