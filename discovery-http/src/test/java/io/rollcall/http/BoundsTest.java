package io.rollcall.http;

import static io.rollcall.http.TestServer.all;
import static io.rollcall.http.TestServer.get;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody can do to the others. */
class BoundsTest {
  private static final HttpLimits LIMITS = HttpLimits.reading();
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMillis(300);

  private static HttpLimits storing(int bodyOctets, long heldOctets) {
    return new HttpLimits(100, 100, 100, 16 << 10, bodyOctets, heldOctets, LONG, LONG, LONG);
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
    try (TestServer server = new TestServer(LIMITS)) {
      InetAddress attacker = InetAddress.getByName("127.0.0.2");
      for (int i = 0; i < 250; i++) {
        crowd.add(server.send(attacker, half));
      }
      assertThat(server.ask(get("/whole"))).endsWith("GET/whole0\n");
      try (Socket same = server.send(attacker, get("/same"))) {
        assertThat(all(same.getInputStream())).endsWith("GET/same0\n");
      }
      await().until(() -> server.connections() <= LIMITS.waiting() + 2);
    } finally {
      close(crowd);
    }
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket each : sockets) {
      each.close();
    }
  }

  /** Whose requests wait for a thread, so that they count as busy. */
  @Test
  void shouldBoundTheConnectionsOfOneAddress() throws IOException {
    List<Socket> crowd = new ArrayList<>();
    HttpLimits limits =
        new HttpLimits(16, 8, 16, 1000, 0, 1 << 20, SOON.multipliedBy(100), SOON, SOON);
    try (TestServer server = new TestServer(limits)) {
      InetAddress attacker = InetAddress.getByName("127.0.0.2");
      for (int i = 1; i <= limits.perAddress(); i++) {
        crowd.add(server.send(attacker, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
        int connected = i;
        await().until(() -> server.connections() == connected);
      }
      try (Socket refused = server.send(attacker, "")) {
        assertThat(refused.getInputStream().read()).isEqualTo(-1);
      }
      try (Socket other = server.send(get("/other"))) {
        server.released.countDown();
        assertThat(all(other.getInputStream())).endsWith("GET/other0\n");
      }
    } finally {
      close(crowd);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GET / HTTP/1.1\r\n', A",
    "'PUT /p HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n', b",
    "'PUT /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nb\r\n'"
  })
  void shouldCutWhatDrips(String begin, String drop) throws IOException {
    try (TestServer server = new TestServer(HttpLimits.storing(1 << 20, 2).withRequestTime(SOON));
        Socket drips = server.send(begin)) {
      await().pollInterval(10, TimeUnit.MILLISECONDS).until(() -> !sends(drips, drop));
      await().until(() -> server.connections() == 0);
      await().until(() -> server.held() == 0);
    }
  }

  /** However many octets of it have come: what is thrown away earns no time. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Transfer-Encoding: chunked\r\n\r\n180000\r\n", "Content-Length: 2000000\r\n\r\n"})
  void shouldNotReadForLongWhatIsTooLong(String framing) throws IOException {
    HttpLimits limits = HttpLimits.storing(1 << 20, 2).withRequestTime(SOON);
    String begin = "PUT /p HTTP/1.1\r\nHost: x\r\n" + framing;
    try (TestServer server = new TestServer(limits);
        Socket drips = server.send(begin + "x".repeat(5 << 18))) {
      await().pollInterval(10, TimeUnit.MILLISECONDS).until(() -> !sends(drips, "x"));
      await().until(() -> server.connections() == 0);
    }
  }

  @Test
  void shouldHoldNothingOfWhatIsTooLong() throws IOException {
    String begin = "PUT /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n180000\r\n";
    try (TestServer server = new TestServer(storing(1 << 20, 5 << 20));
        Socket socket = server.send(begin + "x".repeat(1 << 19))) {
      await().until(() -> server.held() > 1 << 19);
      socket.getOutputStream().write(new byte[3 << 18]);
      await().until(() -> server.held() == 0);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /** Fewer descriptors than connections may wait: the newest get in, the oldest are cut. */
  @Test
  void shouldKeepDescriptorsInReserve() throws IOException {
    List<Socket> crowd = new ArrayList<>();
    try (TestServer server = new TestServer(LIMITS, 40, 8)) {
      for (int i = 0; i < 100; i++) {
        Socket idle = server.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
        crowd.add(idle);
        assertThat(idle.getInputStream().read()).isEqualTo('H');
      }
      assertThat(server.ask(get("/whole"))).endsWith("GET/whole0\n");
      await().until(() -> server.connections() <= 40 - 8);
    } finally {
      close(crowd);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldRefuseWhereNoThreadCanStart(boolean queued) throws IOException {
    List<Runnable> queue = new CopyOnWriteArrayList<>();
    Executor fails =
        task -> {
          if (queued) {
            queue.add(task);
          }
          throw new OutOfMemoryError("unable to create native thread");
        };
    try (TestServer server =
            new TestServer(new HttpLimits(9, 9, 9, 16 << 10, 0, 1 << 20, LONG, SOON, LONG), fails);
        Socket kept = server.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")) {
      // It is no longer busy, so that its idle time ends it.
      assertThat(all(kept.getInputStream())).startsWith("HTTP/1.1 503 ");
      await().until(() -> server.held() == 0);
      queue.forEach(Runnable::run);
      assertThat(server.held()).isZero();
    }
  }

  private static boolean sends(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return true;
    } catch (IOException reset) {
      return false;
    }
  }

  @Test
  void shouldCutWhoTakesNothingOfAStream() throws Exception {
    try (TestServer server = new TestServer(LIMITS.withPatience(SOON));
        Socket stalled = server.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertThat(server.failure.get(30, TimeUnit.SECONDS)).contains("takes nothing");
      await().until(() -> server.connections() == 0);
      assertThat(stalled.isConnected()).isTrue();
    }
  }

  @Test
  void shouldNotReadFromWhoTakesNoAnswers() throws IOException {
    try (TestServer server = new TestServer(LIMITS.withPatience(SOON));
        Socket stalled = server.send("GET /much HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100))) {
      await().until(() -> server.connections() == 0);
      assertThat(stalled.isConnected()).isTrue();
    }
  }

  @Test
  void shouldBoundHeads() throws IOException {
    try (TestServer server = new TestServer(LIMITS)) {
      String much = "x".repeat(LIMITS.headOctets());
      assertThat(server.ask("GET / HTTP/1.1\r\nHost: x\r\nX: " + much)).startsWith("HTTP/1.1 431 ");
      assertThat(server.ask("GET /" + much)).matches("(?s)HTTP/1.1 4(14|31) .*");
      assertThat(server.ask("GET / HTTP/1.1\r\n" + "A:b\r\n".repeat(LIMITS.headOctets() / 5 + 1)))
          .startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void shouldTakeBodiesAndBoundThem() throws IOException {
    String put = "PUT /p HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    try (TestServer server = new TestServer(HttpLimits.storing(100_000, 2))) {
      assertThat(server.ask(put + "Content-Length: 5\r\n\r\n12345")).endsWith("PUT/p5\n");
      String chunks = "a\r\n0123456789\r\n5\r\n12345\r\n0\r\n\r\n";
      assertThat(server.ask(put + "Transfer-Encoding: chunked\r\n\r\n" + chunks))
          .endsWith("PUT/p15\n");
      String much = "x".repeat(150_000);
      String chunk = "%x\r\n%s\r\n0\r\n\r\n".formatted(much.length(), much);
      assertThat(server.ask(put + "Content-Length: 150000\r\n\r\n" + much))
          .startsWith("HTTP/1.1 413");
      assertThat(server.ask(put + "Transfer-Encoding: chunked\r\n\r\n" + chunk))
          .startsWith("HTTP/1.1 413");
      assertThat(server.ask(put + "Content-Length: 3000000000\r\n\r\n")).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void shouldBoundWhatIsOnItsWay() throws IOException {
    String put = "PUT /p HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n";
    try (TestServer server = new TestServer(storing(300_000, 600_000));
        Socket one = server.send(put + "x".repeat(200_000));
        Socket two = server.send(put + "x".repeat(200_000));
        Socket three = server.send(put + "x".repeat(200_000))) {
      List<Socket> all = List.of(one, two, three);
      await().until(() -> all.stream().filter(BoundsTest::isAnswered).count() == 1);
    }
  }

  private static boolean isAnswered(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException closed) {
      return true;
    }
  }

  /** A head that has not ended is held, too. */
  @Test
  void shouldBoundTheHeadsThatAreOnTheirWay() throws IOException {
    List<Socket> crowd = new ArrayList<>();
    HttpLimits limits = new HttpLimits(100, 100, 100, 256 << 10, 0, 6 << 20, LONG, LONG, LONG);
    try (TestServer server = new TestServer(limits)) {
      // Its objects take 20 times as much.
      String half = "GET / HTTP/1.1\r\nX: " + "x".repeat(100 << 10);
      for (int i = 0; i < 8; i++) {
        crowd.add(server.send(half));
      }
      await().until(() -> server.connections() <= 3);
      assertThat(server.ask(get("/whole"))).endsWith("GET/whole0\n");
    } finally {
      close(crowd);
    }
  }

  /** A request that waits for a thread is held, even if its connection has been closed. */
  @Test
  void shouldBoundWhatWaitsForAThread() throws IOException {
    LinkedBlockingQueue<Runnable> queued = new LinkedBlockingQueue<>();
    ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, queued);
    String put =
        "PUT /p HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1048576\r\n\r\n";
    String whole = put + "x".repeat(1 << 20);
    try (TestServer server = new TestServer(storing(1 << 20, 5 << 19), one);
        Socket slow = server.send(get("/slow"))) {
      await().until(() -> one.getActiveCount() == 1);
      for (int i = 0; i < 2; i++) {
        int waiting = i;
        Socket gone = server.send(whole);
        await().until(() -> queued.size() > waiting);
        gone.close();
      }
      try (Socket third = server.send(whole)) {
        byte[] status = third.getInputStream().readNBytes("HTTP/1.1 503".length());
        assertThat(new String(status, ISO_8859_1)).isEqualTo("HTTP/1.1 503");
      }
      server.released.countDown();
      assertThat(all(slow.getInputStream())).endsWith("slow\n");
      await().ignoreExceptions().until(() -> server.ask(whole).endsWith("PUT/p1048576\n"));
    } finally {
      one.shutdown();
    }
  }
}
