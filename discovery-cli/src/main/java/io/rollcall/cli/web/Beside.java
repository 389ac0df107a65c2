package io.rollcall.cli.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * Follows another page, and keeps the board that shows its server here. This process asks, not the
 * browser, so that the browser speaks with its own page alone. Has a thread of its own.
 */
final class Beside implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int MOST_BYTES = 1024 * 1024;

  private final URI page;
  private final Board board;
  private final InstantSource clock;
  private final int silenceMillis;
  private final Duration pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "rollcall-page-beside");
  private volatile @Nullable HttpURLConnection open;

  /** Starts to follow. */
  Beside(URI page, Board board, PageOptions options) {
    this.page = page;
    this.board = board;
    this.clock = options.clock();
    this.silenceMillis = (int) Math.min(options.patience().toMillis(), Integer.MAX_VALUE);
    this.pause = options.beat();
    board.about(Map.of("title", page.getAuthority(), "explains", false));
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      do {
        follow();
      } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    BesideEvents events = new BesideEvents(board);
    try {
      HttpURLConnection connection = connect("/events", silenceMillis);
      open = connection;
      try (InputStream in = connection.getInputStream()) {
        EventReader reader = new EventReader(in);
        EventReader.Event event = reader.next();
        while (event != null && closed.getCount() > 0) {
          events.on(event);
          event = reader.next();
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException | RuntimeException notHeard) {
      // It may also be something else than a page; what it said is of no use then.
    }
    if (events.heard()) {
      board.standing(events.lost(clock.millis()));
    }
  }

  /**
   * What the other page's server knows of a name, as JSON.
   *
   * @throws BesideException if it does not say
   */
  String explain(String name) throws BesideException {
    String path = "/explain/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    try {
      HttpURLConnection connection = connect(path, CONNECT_MILLIS);
      try (InputStream in = connection.getInputStream()) {
        byte[] answer = in.readNBytes(MOST_BYTES);
        return JSON.std.asString(JSON.std.mapFrom(new String(answer, StandardCharsets.UTF_8)));
      } finally {
        connection.disconnect();
      }
    } catch (IOException | RuntimeException failed) {
      throw new BesideException("page '" + page + "' does not explain");
    }
  }

  private HttpURLConnection connect(String path, int silence) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) page.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(silence);
    return connection;
  }

  @Override
  public void close() {
    closed.countDown();
    HttpURLConnection connection = open;
    if (connection != null) {
      connection.disconnect();
    }
  }
}
