package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ByteViewTest {
  @Test
  void shouldNeverChange() {
    byte[] octets = {1, 2, 3};
    ByteView view = ByteView.of(octets);
    octets[0] = 9;
    view.toBytes()[1] = 9;
    assertThat(view.toBytes()).containsExactly(1, 2, 3);
    assertThat(view.at(2)).isEqualTo((byte) 3);
    assertThat(view.size()).isEqualTo(3);
    assertThat(view.asByteBuffer().isReadOnly()).isTrue();
  }

  @Test
  void shouldMoveTimesThatTheWireCantHoldToTheNearest() {
    ByteView view = ByteView.of("日本");
    assertThat(view.expiresAt()).isEmpty();
    assertThat(view.expiringAt(Instant.MAX).expiresAt()).isPresent();
    assertThat(view.expiringAt(Instant.MAX).hasExpired()).isFalse();
    assertThat(view.expiringAt(Instant.MIN).hasExpired()).isTrue();
    assertThat(view.expiringAt(Instant.EPOCH).hasExpired()).isTrue();
    Instant moment = Instant.parse("2030-01-02T03:04:05.678901234Z");
    assertThat(view.expiringAt(moment).expiresAt()).contains(moment);
    assertThat(view.expiringAt(moment)).hasToString("日本").isNotEqualTo(view);
  }
}
