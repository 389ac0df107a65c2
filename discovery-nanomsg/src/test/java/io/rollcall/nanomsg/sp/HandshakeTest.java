package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.net.WireException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
  private final Handshake handshake = new Handshake();

  @Test
  void shouldBeEightOctets() {
    assertThat(Handshake.octets(0x62)).isEqualTo(Octets.of("00 53 50 00 00 62 00 00"));
  }

  @Test
  void shouldComeInPiecesAndLeaveTheRest() throws WireException {
    assertThat(handshake.take(Octets.of("00 53 50 00 12"))).isFalse();
    ByteBuffer rest = Octets.of("34 00 00 FF");

    assertThat(handshake.take(rest)).isTrue();

    assertThat(handshake.number()).isEqualTo(0x1234);
    assertThat(rest.remaining()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "47, no SP handshake: octet 0 is 0x47 not 0x00",
    "00 53 51, no SP handshake: octet 2 is 0x51 not 0x50",
    "00 53 50 01, no SP handshake: octet 3 is 0x01 not 0x00",
    "00 53 50 00 00 62 00 01, no SP handshake: octet 7 is 0x01 not 0x00",
  })
  void shouldFailAtTheFirstWrongOctet(String octets, String why) {
    assertThatThrownBy(() -> handshake.take(Octets.of(octets)))
        .isInstanceOf(WireException.class)
        .hasMessage(why.replace(" not", ", not"));
  }
}
