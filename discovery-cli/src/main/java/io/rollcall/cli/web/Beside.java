package io.rollcall.cli.web;

import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.discovery.thread.LibraryThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.jr.ob.JSON;

/**
 * Follows another page, and keeps the board that shows its server here. This process asks, not the
 * browser, so that the browser speaks with its own page alone. Has a thread of its own.
 * Thread-safe.
 */
final class Beside implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Beside.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long CLOSE_MILLIS = 2_000;
  private static final int MOST_BYTES = 1024 * 1024;

  /** After one that said too much, which costs to be heard again. */
  private static final Duration LONG_PAUSE = Duration.ofMinutes(1);

  /** All pages of this JVM share its thread. */
  private static final class Client {
    static final HttpClient SHARED =
        Requests.client()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .proxy(ProxySelector.of(null))
            .build();
  }

  private final WebUrl page;
  private final Board board;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = LibraryThreads.daemon("rollcall-page-beside", this::run);
  private volatile @Nullable InputStream open;
  private volatile long lastWord;

  /** Follows it once it is started. */
  Beside(WebUrl page, Board board, PageOptions options) {
    this.page = page;
    this.board = board;
    this.clock = options.clock();
    this.patience = options.patience();
    this.pause = options.beat();
    board.about(Map.of("title", page.authority(), "explains", false));
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      Duration next = pause;
      while (!closed.await(next.toMillis(), TimeUnit.MILLISECONDS)) {
        next = follow();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until it says no more; returns for how long to leave it alone. */
  @SuppressWarnings("CatchThrowable")
  private Duration follow() throws InterruptedException {
    BesideEvents events = new BesideEvents(board);
    Duration next = pause;
    try (InputStream in = ask("/events", patience)) {
      lastWord = System.nanoTime();
      // Before it looks whether it is closed.
      open = in;
      EventReader reader = new EventReader(in);
      while (closed.getCount() > 0) {
        EventReader.Event event = reader.next();
        if (event == null) {
          break;
        }
        lastWord = System.nanoTime();
        events.on(event);
      }
    } catch (TooMuchException tooMuch) {
      log.warn("page '{}' is not followed for a minute: {}", page, tooMuch.getMessage());
      next = LONG_PAUSE;
    } catch (IOException | RuntimeException notHeard) {
      // It may also be something else than a page; what it said is of no use then.
    } catch (Error failed) {
      log.warn("page '{}' is not followed for a minute", page, failed);
      next = LONG_PAUSE;
    } finally {
      open = null;
    }
    if (events.heard()) {
      board.standing(events.lost(clock.millis()));
    }
    return next;
  }

  /** Gives up one that has said nothing for too long; to be called again and again. */
  void check() {
    if (System.nanoTime() - lastWord > patience.toNanos()) {
      close(open);
    }
  }

  /**
   * What the other page's server knows of a name, as JSON.
   *
   * @throws BesideException if it does not say within seconds
   */
  String explain(String name) throws BesideException {
    String path = "/explain/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    try (InputStream in = ask(path, CONNECT)) {
      // One that drips has no longer either.
      CompletableFuture.delayedExecutor(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> close(in));
      byte[] answer = in.readNBytes(MOST_BYTES);
      return JSON.std.asString(JSON.std.mapFrom(new String(answer, StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException failed) {
      throw new BesideException("page '" + page + "' does not explain");
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new BesideException("page '" + page + "' was not waited for");
    }
  }

  /** Its answer, if that begins within this time. */
  private InputStream ask(String path, Duration most) throws IOException, InterruptedException {
    HttpRequest request = Requests.of(page, path).timeout(most).build();
    HttpResponse<InputStream> response = Client.SHARED.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      response.body().close();
      throw new IOException("page '" + page + "' answers " + response.statusCode());
    }
    return response.body();
  }

  private static void close(@Nullable InputStream in) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException closing) {
      // Nobody reads it any more.
    }
  }

  @Override
  public void close() {
    closed.countDown();
    // It waits for the answer, or for what is read from it.
    thread.interrupt();
    close(open);
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
