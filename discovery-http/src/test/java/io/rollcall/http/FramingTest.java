package io.rollcall.http;

import static io.rollcall.http.TestServer.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy in between could read in another way is refused, and so is what hides its host. */
class FramingTest {
  private final TestServer server = new TestServer(HttpLimits.storing(1000, 10));

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nnothing\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 2\r\n\r\nxx",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\nx",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nx",
        "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\ng\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\nx\n0\n\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /\r\n",
        "GET /a%2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /../a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "G\0T / HTTP/1.1\r\nHost: x\r\n\r\n",
        "\u0016\u0003\u0001"
      })
  void shouldRefuseWhatIsAmbiguous(String request) throws IOException {
    // What stands behind must not be taken for a request of its own.
    String answers = server.ask(request + get("/smuggled"));

    assertThat(answers).matches("(?s)HTTP/1.1 [45]\\d\\d .*").doesNotContain("GET/smuggled");
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /host HTTP/1.1\r\nHost: a.example:99\r\n', a.example:99",
    "'GET http://b.example/host HTTP/1.1\r\nHost: b.example\r\n', b.example",
    "'GET http://c.example/host HTTP/1.0\r\n', c.example",
    "'GET http://c@d.example/host HTTP/1.0\r\n', d.example",
    "'GET /host HTTP/1.1\r\nHost: [::1]:8080\r\n', [::1]:8080",
    "'GET /host HTTP/1.0\r\n', localhost"
  })
  void shouldTellWhichHostIsAsked(String head, String host) throws IOException {
    assertThat(server.ask(head + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\n" + host + "\n");
  }

  @Test
  void shouldRefuseAHostThatIsNotThatOfTheTarget() throws IOException {
    assertThat(
            server.ask(
                "GET http://localhost/host HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void shouldTakeAnyPath() throws IOException {
    for (String path : new String[] {"/%FF", "//a//b", "/a/../b", "/a;b=c", "/%2F%01"}) {
      assertThat(server.ask(get(path))).as(path).contains("GET" + path);
    }
  }
}
