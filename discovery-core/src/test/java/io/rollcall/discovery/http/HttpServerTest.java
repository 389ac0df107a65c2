package io.rollcall.discovery.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final HttpLimits LIMITS = HttpLimits.reading();
  private static final int MUCH = 24 << 20;

  /** One thread, so that one request which takes it keeps all others waiting. */
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  private final CountDownLatch released = new CountDownLatch(1);
  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private HttpServer server = start(LIMITS);

  private HttpServer start(HttpLimits limits) {
    return start(limits, thread);
  }

  private HttpServer start(HttpLimits limits, Executor executor) {
    return HttpServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        limits,
        null,
        request -> executor,
        this::answer);
  }

  private void answer(Exchange exchange) throws Exception {
    Request request = exchange.request();
    switch (request.path()) {
      case "/slow" -> {
        released.await();
        exchange.answer(Answer.text(200, "slow"));
      }
      case "/much" -> exchange.answer(Answer.of(200, "text/plain", new byte[MUCH]));
      case "/fails" -> throw new IllegalStateException("on purpose");
      case "/stream" -> {
        try (Outlet outlet = exchange.stream(Map.of())) {
          outlet.write("one\n".getBytes(ISO_8859_1));
          outlet.write("two\n".getBytes(ISO_8859_1));
        }
      }
      case "/endless" -> {
        Outlet outlet = exchange.stream(Map.of());
        Thread writer = new Thread(() -> endless(outlet));
        writer.setDaemon(true);
        writer.start();
      }
      default ->
          exchange.answer(
              Answer.text(200, request.method() + request.path() + request.body().length));
    }
  }

  private void endless(Outlet outlet) {
    try {
      for (; ; ) {
        outlet.write(new byte[10_000]);
      }
    } catch (IOException gone) {
      failure.complete(String.valueOf(gone.getMessage()));
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void close() {
    released.countDown();
    server.close();
    thread.shutdownNow();
  }

  private void restart(HttpLimits limits) {
    server.close();
    server = start(limits);
  }

  private Socket send(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return socket;
  }

  private String ask(String text) throws IOException {
    try (Socket socket = send(text)) {
      return all(socket.getInputStream());
    }
  }

  private static String all(InputStream in) throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  }

  /** More than there are threads, and than may wait. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GE",
        "GET / HTTP/1.1\r\nHost: half",
        "GET /x HTTP/1.1\r\nHost: whole\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: whole\r\n\r\nGET /y HT"
      })
  void shouldAnswerBesideThoseWhoSendHalf(String half) throws IOException {
    List<Socket> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < 250; i++) {
        crowd.add(send(half));
      }
      assertThat(ask(get("/whole"))).startsWith("HTTP/1.1 200 OK").endsWith("GET/whole0\n");
      await().until(() -> server.connections() <= LIMITS.waiting() + 1);
    } finally {
      for (Socket each : crowd) {
        each.close();
      }
    }
  }

  @Test
  void shouldCutAHeadThatDrips() throws IOException {
    restart(LIMITS.withRequestTime(Duration.ofMillis(300)));
    try (Socket drips = send("GET / HTTP/1.1\r\n")) {
      await()
          .pollInterval(10, TimeUnit.MILLISECONDS)
          .until(
              () -> {
                drips.getOutputStream().write('A');
                return server.connections() == 0;
              });
    } catch (IOException reset) {
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void shouldKeepAConnectionForTheNextRequest() throws IOException {
    String first = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    String answers = ask(first + first + "HEAD /head HTTP/1.1\r\n\r\n" + get("/last"));

    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(5);
    assertThat(answers).contains("Content-Length: 11\r\n\r\nHTTP/1.1").endsWith("GET/last0\n");
  }

  /** As {@code printf ... | nc} does. */
  @Test
  void shouldAnswerWhoSaysNoMore() throws IOException {
    try (Socket socket = send("GET /slow HTTP/1.1\r\n\r\n")) {
      socket.shutdownOutput();
      await().until(() -> server.connections() == 1);
      released.countDown();
      assertThat(all(socket.getInputStream())).endsWith("slow\n");
    }
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    assertThat(ask("what\r\n\r\n")).startsWith("HTTP/1.1 400 Bad Request");
    assertThat(ask("GET / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx"))
        .startsWith("HTTP/1.1 413 ")
        .endsWith("a body of more than 0 octets\n");
    assertThat(ask(get("/fails"))).startsWith("HTTP/1.1 500 ").doesNotContain("on purpose");
    server.close();
    server =
        start(
            LIMITS,
            work -> {
              throw new RejectedExecutionException();
            });
    assertThat(ask(get("/"))).startsWith("HTTP/1.1 503 ").contains("Retry-After: 2");
  }

  @Test
  void shouldEndAStreamAsEachVersionUnderstands() throws IOException {
    assertThat(ask("GET /stream HTTP/1.1\r\n\r\n"))
        .endsWith("4\r\none\n\r\n4\r\ntwo\n\r\n0\r\n\r\n");
    assertThat(ask("GET /stream HTTP/1.0\r\n\r\n"))
        .doesNotContain("chunked")
        .endsWith("\r\n\r\none\ntwo\n");
  }

  @Test
  void shouldCutWhoTakesNothingOfAStream() throws Exception {
    restart(LIMITS.withPatience(Duration.ofMillis(300)));
    try (Socket stalled = send("GET /endless HTTP/1.1\r\n\r\n")) {
      assertThat(failure.get(30, TimeUnit.SECONDS)).contains("takes nothing");
      await().until(() -> server.connections() == 0);
      assertThat(stalled.isConnected()).isTrue();
    }
  }

  @Test
  void shouldNoticeAtOnceThatAFollowerHasGone() throws Exception {
    send("GET /endless HTTP/1.1\r\n\r\n").close();

    assertThat(failure.get(30, TimeUnit.SECONDS)).contains("has gone");
  }

  @Test
  void shouldNotReadFromWhoTakesNoAnswers() throws IOException {
    restart(LIMITS.withPatience(Duration.ofMillis(300)));
    try (Socket stalled = send("GET /much HTTP/1.1\r\n\r\n".repeat(100))) {
      await().until(() -> server.connections() == 0);
      assertThat(stalled.isConnected()).isTrue();
    }
    try (Socket slow = send("GET /much HTTP/1.1\r\n\r\n" + get("/last"))) {
      assertThat(all(slow.getInputStream())).hasSizeGreaterThan(MUCH).endsWith("GET/last0\n");
    }
  }

  @Test
  void shouldTakeBodiesAndBoundThem() throws IOException {
    restart(HttpLimits.storing(100_000, 2));
    assertThat(ask("PUT /p HTTP/1.1\r\nConnection: close\r\nContent-Length: 5\r\n\r\n12345"))
        .endsWith("PUT/p5\n");
    assertThat(
            ask(
                String.join(
                    "\r\n",
                    "PUT /p HTTP/1.1",
                    "Connection: close",
                    "Transfer-Encoding: chunked",
                    "",
                    "a",
                    "0123456789",
                    "0",
                    "",
                    "")))
        .endsWith("PUT/p10\n");
    String tooLong = "PUT /p HTTP/1.1\r\nContent-Length: 150000\r\n\r\n" + "x".repeat(150_000);
    try (Socket socket = send(tooLong)) {
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(status, ISO_8859_1)).isEqualTo("HTTP/1.1 413");
    }
    restart(HttpLimits.storing(300_000, 1));
    String half = "PUT /p HTTP/1.1\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(200_000);
    try (Socket one = send(half);
        Socket two = send(half);
        Socket three = send(half)) {
      List<Socket> all = List.of(one, two, three);
      await()
          .untilAsserted(
              () ->
                  assertThat(all.stream().filter(HttpServerTest::isAnswered).count()).isEqualTo(1));
    }
  }

  /** A request that waits for a thread is held, even if its connection has been closed. */
  @Test
  void shouldBoundWhatWaitsForAThread() throws IOException {
    server.close();
    LinkedBlockingQueue<Runnable> queued = new LinkedBlockingQueue<>();
    ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, queued);
    server = start(HttpLimits.storing(1 << 20, 2), one);
    String put = "PUT /p HTTP/1.1\r\nConnection: close\r\nContent-Length: 1048576\r\n\r\n";
    String whole = put + "x".repeat(1 << 20);
    try (Socket slow = send(get("/slow"))) {
      for (int i = 0; i < 2; i++) {
        int waiting = i;
        Socket gone = send(whole);
        await().until(() -> queued.size() > waiting);
        gone.close();
      }
      assertThat(ask(whole)).startsWith("HTTP/1.1 503");
      released.countDown();
      assertThat(all(slow.getInputStream())).endsWith("slow\n");
    }
    await().until(() -> ask(whole).endsWith("PUT/p1048576\n"));
    one.shutdown();
  }

  private static boolean isAnswered(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException closed) {
      return true;
    }
  }

  @Test
  void shouldFreeItsPort() throws IOException {
    Socket idle = send("");
    int port = server.port();
    server.close();
    server.close();
    assertThat(idle.getInputStream().read()).isEqualTo(-1);
    HttpServer again =
        HttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            LIMITS,
            null,
            request -> thread,
            this::answer);
    again.close();
  }
}
