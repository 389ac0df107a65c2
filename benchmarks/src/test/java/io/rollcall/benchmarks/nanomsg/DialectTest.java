package io.rollcall.benchmarks.nanomsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.benchmarks.thin.Zmtp;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
  @ParameterizedTest
  @CsvSource({"sp-sub, PUB", "sp-respondent, SURVEYOR", "zmtp-sub, XPUB", "zmtp-dealer, ROUTER"})
  void shouldKnowWhenAHandshakeIsWhole(String name, String farEnd) {
    Dialect dialect = Dialect.named(name);
    byte[] handshake =
        name.startsWith("sp")
            ? new SpDialect(farEnd.equals("PUB") ? 0x20 : 0x62, false).opening()
            : Zmtp.handshake(farEnd);
    ByteBuffer in = ByteBuffer.wrap(handshake);

    assertThat(dialect.handshake(in)).isEqualTo(handshake.length);
    assertThat(dialect.handshake(in.limit(handshake.length - 1))).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"64, 2", "200000, 9"})
  void shouldReadBothLengthsOfZmtp(int length, int head) {
    Dialect dialect = Dialect.named("zmtp-sub");
    ByteBuffer in = ByteBuffer.wrap(Zmtp.message(new byte[length]));

    assertThat(dialect.head(in)).isEqualTo(head);
    assertThat(dialect.length(in)).isEqualTo(length);
    assertThat(dialect.head(in.limit(head - 1))).isEqualTo(-1);
  }

  @Test
  void shouldAnswerASurveyWithItsId() {
    ByteBuffer answer =
        ByteBuffer.wrap(Dialect.named("sp-respondent").answer(new byte[] {-128, 1, 2, 3, 'x'}));

    assertThat(answer.getLong()).isEqualTo(answer.remaining());
    assertThat(answer.getInt()).isEqualTo(0x80010203);
  }
}
