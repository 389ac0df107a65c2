package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.discovery.net.SocketLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpOptionsTest {
  private final SpOptions options = SpOptions.defaults();

  @Test
  void shouldNameTheValueAndTheBound() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withMaxMessage(0))
        .withMessage("maxMessage is 0; it must be 1 to 1073741824");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withReconnect(Duration.ZERO, Duration.ofSeconds(1)))
        .withMessage("reconnectLeast is PT0S; it must be above zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withReconnect(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .withMessage("reconnectMost is PT1S; it must be PT2S to PT1H");
  }

  @Test
  void shouldChangeOneValueAlone() {
    SocketLimits limits = SocketLimits.defaults().withConnections(7);

    assertThat(options.withMaxMessage(5).withLimits(limits))
        .isEqualTo(new SpOptions(5, limits, Duration.ofMillis(10), Duration.ofSeconds(1)));
  }
}
