package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers ask of a pool's server: the status is that of Go's. */
class BadRequestsTest {
  private static final int THREADS = 8;

  private final HttpClient http = HttpClient.newHttpClient();
  private HttpPool pool;
  private Group group;

  @BeforeEach
  void start() {
    pool =
        HttpPool.start(
            "http://127.0.0.1:0", Pools.PATIENT.withMaxValue(1 << 20).withServerThreads(THREADS));
    group = pool.group("group", Pools.PLENTY, BadRequestsTest::load);
  }

  private static ByteView load(String key) {
    if (key.equals("missing")) {
      throw new IllegalStateException("no such row");
    }
    return ByteView.of("<" + key + ">");
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/_groupcache/, 400, bad request",
    "/_groupcache/group, 400, bad request",
    "/_groupcache/group/%FF, 400, bad request",
    "/_groupcache/other/key, 404, no such group: other",
    "/_groupcache//key, 404, no such group:",
    "/_groupcache/group/missing, 500, no such row"
  })
  void shouldAnswerAsGoDoes(String path, int status, String message) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body().strip()).isEqualTo(message);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({
    "/_groupcache/group/, <>",
    "/_groupcache/group/a+b, <a+b>",
    "/_groupcache/group/a%20b, <a b>",
    "/_groupcache/group/a%2F%2Fb, <a//b>",
    "/_groupcache/group/a//b, <a//b>",
    "/_groupcache/group%2Fkey, <key>",
    "/_groupcache/group/%E6%97%A5%E6%9C%AC, <日本>",
    "/_groupcache/group/../x, <../x>"
  })
  void shouldReadKeysAsGoDoes(String path, String value) throws Exception {
    HttpResponse<byte[]> answer = send(request(path).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-protobuf");
    assertThat(Wire.readResponse(answer.body())).hasToString(value);
  }

  @Test
  void shouldTakeKeysOf64Kilobytes() throws Exception {
    String key = "日".repeat(21_845);
    try (HttpPool asking = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      asking.set(List.of(pool.self()));
      Group other = asking.group("group", Pools.PLENTY, any -> ByteView.of("here"));
      assertThat(other.get(key)).hasToString("<" + key + ">");
      assertThat(other.stats().peerLoads()).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseBodiesThatAreMalformedOrTooLong() throws Exception {
    byte[] good = Wire.setRequest("group", "key", ByteView.of("set"));
    assertThat(put(Arrays.copyOf(good, good.length - 1))).isEqualTo(500);
    assertThat(put(new byte[(2 << 20) + 1])).isEqualTo(413);
    assertThat(group.get("key")).hasToString("<key>");
    assertThat(put(good)).isEqualTo(200);
    assertThat(group.get("key")).hasToString("set");
  }

  /** Whose answer would be lost if the connection were closed while it sends. */
  @Test
  void shouldTellWhoReadsOnlyWhenAllIsSent() throws Exception {
    int length = 2 * (2 << 20);
    try (Socket socket = connect()) {
      String head =
          "PUT /_groupcache/group/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n";
      socket.getOutputStream().write(head.formatted(length).getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[length]);
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  /** Without reading what it does not want. */
  @Test
  void shouldRefuseABodyOfGigabytesByItsHead() throws Exception {
    try (Socket socket = connect()) {
      String head =
          "PUT /_groupcache/group/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void shouldRefuseOtherMethods() throws Exception {
    HttpRequest post = request("/_groupcache/group/key").POST(BodyPublishers.ofString("x")).build();
    assertThat(send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    HttpRequest head = request("/_groupcache/group/key").method("HEAD", noBody()).build();
    assertThat(send(head, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /** What is no HTTP at all is cut off, and nobody else notices. */
  @Test
  void shouldServeOthersBesideNoise() throws Exception {
    try (Socket noise = connect();
        Socket silent = connect()) {
      noise.getOutputStream().write("\0\1\2 what\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(get("/_groupcache/group/key").statusCode()).isEqualTo(200);
      assertThat(silent.isConnected()).isTrue();
    }
  }

  /** More of them than the pool has threads. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /_groupcache/group/key HTTP/1.1\r\nHost: ha",
        "PUT /_groupcache/group/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\nhalf"
      })
  void shouldServeOthersBesideThoseWhoSendHalf(String half) throws Exception {
    List<Socket> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * THREADS; i++) {
        Socket each = connect();
        crowd.add(each);
        each.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(get("/_groupcache/group/key").statusCode()).isEqualTo(200);
    } finally {
      for (Socket each : crowd) {
        each.close();
      }
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), URI.create(pool.self()).getPort());
  }

  private int put(byte[] body) throws Exception {
    HttpRequest put =
        request("/_groupcache/group/key").PUT(BodyPublishers.ofByteArray(body)).build();
    return send(put, BodyHandlers.ofString()).statusCode();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(pool.self() + path)).timeout(Duration.ofSeconds(30));
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    return http.send(request, body);
  }

  private static HttpRequest.BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }
}
