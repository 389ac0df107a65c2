package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SocketLimitsTest {
  @Test
  void shouldNameTheValueAndTheBound() {
    SocketLimits limits = SocketLimits.defaults();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits.withConnections(0))
        .withMessage("connections is 0; it must be 1 to 1000000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits.withHandshake(Duration.ofMillis(9)))
        .withMessage("handshake is PT0.009S; it must be PT0.01S to PT10M");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits.withConnect(Duration.ofMinutes(11)))
        .withMessage("connect is PT11M; it must be PT0.01S to PT10M");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits.withQueueOctets(1023))
        .withMessage("queueOctets is 1023; it must be 1024 to 1073741824");
  }

  @Test
  void shouldChangeOneValueAlone() {
    assertThat(SocketLimits.defaults().withPerAddress(3).withHalfOpen(4))
        .isEqualTo(
            new SocketLimits(20_000, 3, 4, Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20));
  }
}
