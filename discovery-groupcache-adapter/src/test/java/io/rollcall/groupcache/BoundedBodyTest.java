package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that comes piece by piece, without a connection. */
class BoundedBodyTest {
  private static final int MOST = 2_048;

  private final Connection connection = new Connection();

  private static final class Connection implements Flow.Subscription {
    boolean cancelled;

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private record Head(HttpHeaders headers) implements ResponseInfo {
    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "2048"})
  void shouldBringAllThatComes(String announced) throws Exception {
    BoundedBody body = body(announced);
    for (int i = 0; i < 4; i++) {
      body.onNext(List.of(ByteBuffer.wrap(new byte[500]), ByteBuffer.wrap(new byte[] {(byte) i})));
    }
    body.onComplete();
    byte[] whole = body.await(System.nanoTime());
    assertThat(whole).hasSize(4 * 501);
    assertThat(whole[2 * 501 - 1]).isEqualTo((byte) 1);
    assertThat(connection.cancelled).isFalse();
  }

  @Test
  void shouldBreakOffWhatIsTooLong() {
    BoundedBody body = body("100");
    body.onNext(List.of(ByteBuffer.allocate(MOST)));
    assertThat(connection.cancelled).isFalse();
    body.onNext(List.of(ByteBuffer.allocate(1)));
    assertThat(connection.cancelled).isTrue();
    assertThatThrownBy(() -> body.await(System.nanoTime()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a body of more than 2,048 octets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2049", "-1", "99999999999999999999", "many"})
  void shouldBreakOffAtOnceWhatSaysThatItIsTooLong(String announced) {
    BoundedBody body = body(announced);
    assertThat(connection.cancelled).isTrue();
    assertThatThrownBy(() -> body.await(System.nanoTime()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a body of " + announced + " octets, not 0 to 2,048");
  }

  @Test
  void shouldBreakOffWhatIsTooLate() {
    BoundedBody body = body("100");
    body.onNext(List.of(ByteBuffer.allocate(99)));
    assertThatThrownBy(() -> body.await(System.nanoTime())).isInstanceOf(TimeoutException.class);
    assertThat(connection.cancelled).isTrue();
  }

  private BoundedBody body(String announced) {
    HttpHeaders headers =
        HttpHeaders.of(Map.of("Content-Length", List.of(announced)), (name, value) -> true);
    BoundedBody body = (BoundedBody) BoundedBody.handler(MOST).apply(new Head(headers));
    body.onSubscribe(connection);
    return body;
  }
}
