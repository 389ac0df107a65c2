package io.rollcall.http;

import static io.rollcall.http.TestServer.MUCH;
import static io.rollcall.http.TestServer.all;
import static io.rollcall.http.TestServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.DiscoveryException;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered. */
class HttpServerTest {
  private static final HttpLimits LIMITS = HttpLimits.reading();

  private final TestServer server = new TestServer(LIMITS);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldKeepAConnectionForTheNextRequest() throws IOException {
    String first = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    String answers =
        server.ask(first + first + "HEAD /head HTTP/1.1\r\nHost: x\r\n\r\n" + get("/last"));

    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(5);
    assertThat(answers).contains("Content-Length: 11\r\n\r\nHTTP/1.1").endsWith("GET/last0\n");
  }

  /** As {@code printf ... | nc} does. */
  @Test
  void shouldAnswerWhoSaysNoMore() throws IOException {
    String slow = "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n";
    try (Socket socket = server.send(slow + slow + "GET /c HTTP/1.1\r\nHost: x\r\n\r\n")) {
      socket.shutdownOutput();
      await().until(() -> server.connections() == 1);
      server.released.countDown();
      String answers = all(socket.getInputStream());
      assertThat(answers.split("slow\n", -1)).hasSize(3);
      assertThat(answers).endsWith("GET/c0\n");
    }
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    assertThat(server.ask("what\r\n\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request")
        .contains("Content-Type: text/plain")
        .doesNotContain("<", "jetty", "Jetty");
    assertThat(server.ask("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx"))
        .startsWith("HTTP/1.1 413 ")
        .endsWith("a body of more than 0 octets\n");
    assertThat(server.ask(get("/fails")))
        .startsWith("HTTP/1.1 500 ")
        .doesNotContain("on purpose", "Server:");
    try (TestServer busy =
        new TestServer(
            LIMITS,
            work -> {
              throw new RejectedExecutionException();
            })) {
      assertThat(busy.ask(get("/"))).startsWith("HTTP/1.1 503 ").contains("Retry-After: 2");
    }
  }

  @Test
  void shouldEndAStreamAsEachVersionUnderstands() throws IOException {
    assertThat(server.ask("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n" + get("/last")))
        .contains("4\r\none\n\r\n4\r\ntwo\n\r\n0\r\n\r\nHTTP/1.1 200")
        .endsWith("GET/last0\n");
    assertThat(server.ask("GET /stream HTTP/1.0\r\n\r\n"))
        .doesNotContain("chunked")
        .endsWith("\r\n\r\none\ntwo\n");
  }

  @Test
  void shouldNoticeAtTheNextWriteThatAFollowerHasGone() throws Exception {
    server.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n").close();

    assertThat(server.failure.get(30, TimeUnit.SECONDS)).contains("has gone");
  }

  @Test
  void shouldSendLongAnswersWhole() throws IOException {
    String answers = server.ask("GET /much HTTP/1.1\r\nHost: x\r\n\r\n" + get("/last"));

    assertThat(answers).hasSizeGreaterThan(MUCH).endsWith("GET/last0\n");
  }

  @Test
  void shouldFreeItsPort() throws IOException {
    int port = server.server.port();
    assertThatThrownBy(() -> new TestServer(LIMITS, port))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasCauseInstanceOf(BindException.class);
    Socket idle = server.send("");
    await().until(() -> server.connections() == 1);
    server.close();
    server.close();
    assertThat(idle.getInputStream().read()).isEqualTo(-1);
    new TestServer(LIMITS, port).close();
  }

  /** With one that does not read, one that sends half, and one whose answer is being made. */
  @Test
  void shouldCloseBesideThoseWhoAreNotDone() throws Exception {
    try (Socket stalled = server.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertThat(stalled.getInputStream().read()).isEqualTo('H');
      Socket half = server.send("GET / HTTP/1.1\r\nHost:");
      Socket waits = server.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
      await().until(() -> server.connections() == 3);
      server.server.close();

      assertThat(server.failure.get(30, TimeUnit.SECONDS)).contains("closed");
      assertThat(all(half.getInputStream())).doesNotContain("200");
      assertThat(all(waits.getInputStream())).doesNotContain("200");
    }
  }
}
