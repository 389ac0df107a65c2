package io.rollcall.discovery.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
  private final RequestReader reader = new RequestReader(1000, 20);

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  /** However they are cut. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void shouldReadRequestsOneAfterTheOther(int cut) throws BadRequestException {
    String text =
        String.join(
            "\r\n",
            "GET /a%20b?c=d HTTP/1.1",
            "Host: x",
            "X-Two: 1",
            "x-two:  2 ",
            "",
            "PUT /p HTTP/1.1\nContent-Length: 4\n\nab",
            "PUT /q HTTP/1.1",
            "Transfer-Encoding: Chunked",
            "",
            "3",
            "abc",
            "2;x=y",
            "de",
            "0",
            "End: 1",
            "",
            "HEAD http://host:80?q HTTP/1.0",
            "",
            "");
    List<Request> read = new ArrayList<>();
    for (int at = 0; at < text.length(); at += cut) {
      ByteBuffer part = octets(text.substring(at, Math.min(text.length(), at + cut)));
      while (part.hasRemaining()) {
        Request request = reader.read(part);
        if (request != null) {
          read.add(request);
        }
      }
    }

    assertThat(read).extracting(Request::method).containsExactly("GET", "PUT", "PUT", "HEAD");
    assertThat(read).extracting(Request::path).containsExactly("/a%20b", "/p", "/q", "/");
    assertThat(read).extracting(Request::query).containsExactly("c=d", null, null, "q");
    assertThat(read)
        .extracting(each -> new String(each.body(), ISO_8859_1))
        .containsExactly("", "ab\r\n", "abcde", "");
    assertThat(read.get(0).header("X-TWO")).hasValue("1, 2");
    assertThat(read).extracting(Request::isKeptAlive).containsExactly(true, true, true, false);
    assertThat(reader.held()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /, 400",
    "GET  / HTTP/1.1, 400",
    "GET / HTTP/2.0, 505",
    "G\u0001T / HTTP/1.1, 400",
    "GET /\u00e9 HTTP/1.1, 400",
    "'\u0016\u0003\u0001x', 400",
    "GET / HTTP/1.1|Host : x, 400",
    "GET / HTTP/1.1|no colon, 400",
    "GET / HTTP/1.1|A: b| folded, 400",
    "GET / HTTP/1.1|A: b^C: d, 400",
    "GET / HTTP/1.1|Host: a|host: b, 400",
    "GET / HTTP/1.1|Content-Length: 1|Content-Length: 1, 400",
    "GET / HTTP/1.1|Content-Length: -1|, 400",
    "GET / HTTP/1.1|Content-Length: 0x1|, 400",
    "GET / HTTP/1.1|Content-Length: 21|, 413",
    "GET / HTTP/1.1|Content-Length: 99999999999999999999|, 400",
    "GET / HTTP/1.1|Transfer-Encoding: chunked|Content-Length: 1|, 400",
    "GET / HTTP/1.0|Transfer-Encoding: chunked|, 400",
    "GET / HTTP/1.1|Transfer-Encoding: gzip|, 501",
    "GET / HTTP/1.1|Transfer-Encoding: chunked||x, 400",
    "GET / HTTP/1.1|Transfer-Encoding: chunked||1|ab, 400",
    "GET / HTTP/1.1|Transfer-Encoding: chunked||15, 413",
    "GET / HTTP/1.1|Transfer-Encoding: chunked||fffffffffffffff, 413",
  })
  void shouldRefuseWhatTwoMightReadDifferently(String lines, int status) {
    BadRequestException bad =
        catchThrowableOfType(
            BadRequestException.class,
            () -> reader.read(octets(lines.replace("|", "\r\n").replace('^', '\r') + "\r\n")));

    assertThat(bad).isNotNull();
    assertThat(bad.status).isEqualTo(status);
  }

  /** Java takes other octets for blanks, too; a proxy in front does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: \u000bchunked\r\n\r\n",
        "Content-Length: \u001c3\r\n\r\n",
        "Content-Length: \u000c3\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3;\nabc",
        "Transfer-Encoding: chunked\r\n\r\n1\r\na\n",
      })
  void shouldTakeNoOtherOctetForABlankOrAnEnd(String rest) {
    BadRequestException bad =
        catchThrowableOfType(
            BadRequestException.class,
            () -> {
              ByteBuffer all = octets("GET / HTTP/1.1\r\n" + rest);
              while (all.hasRemaining()) {
                reader.read(all);
              }
            });

    assertThat(bad).isNotNull();
    assertThat(bad.status).isEqualTo(400);
  }

  @Test
  void shouldBoundHowManyHeadersThereAre() {
    RequestReader large = new RequestReader(1 << 20, 0);
    BadRequestException bad =
        catchThrowableOfType(
            BadRequestException.class,
            () -> large.read(octets("GET / HTTP/1.1\r\n" + "a:\r\n".repeat(201))));

    assertThat(bad.status).isEqualTo(431);
  }

  @Test
  void shouldBoundAHeadThatNeverEnds() {
    BadRequestException bad =
        catchThrowableOfType(
            BadRequestException.class,
            () -> {
              reader.read(octets("GET / HTTP/1.1\r\n"));
              for (int i = 0; i < 1000; i++) {
                reader.read(octets("A" + i + ": b\r\n"));
              }
            });

    assertThat(bad.status).isEqualTo(431);
    assertThat(reader.held()).isLessThan(1100);
  }

  @Test
  void shouldTellWhoWaitsToBeToldToGoOn() throws BadRequestException {
    reader.read(octets("PUT / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n"));
    assertThat(reader.isAwaitingContinue()).isFalse();
    reader.read(octets("\r\n"));
    assertThat(reader.isAwaitingContinue()).isTrue();
    reader.read(octets("a"));
    assertThat(reader.isAwaitingContinue()).isFalse();
  }
}
