package io.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 256, 0, 5120, PT1S, PT1S, PT1S, 'connections is 0; it must be 1 to 2147483647'",
    "1, 0, 1, 256, 0, 5120, PT1S, PT1S, PT1S, 'perAddress is 0; it must be 1 to'",
    "1, 1, 0, 256, 0, 5120, PT1S, PT1S, PT1S, 'waiting is 0; it must be 1 to'",
    "1, 1, 1, 255, 0, 5120, PT1S, PT1S, PT1S, 'headOctets is 255; it must be 256 to 16777216'",
    "1, 1, 1, 256, -1, 5120, PT1S, PT1S, PT1S, 'bodyOctets is -1; it must be 0 to'",
    "1, 1, 1, 256, 0, 5119, PT1S, PT1S, PT1S, 'heldOctets is 5119; it must be 5120 to'",
    "1, 1, 1, 256, 0, 5120, PT0S, PT1S, PT1S, 'requestTime is PT0S; it must be PT0.001S to PT24H'",
    "1, 1, 1, 256, 0, 5120, PT1S, -PT1S, PT1S, 'idleTime is PT-1S; it must be PT0.001S to PT24H'",
    "1, 1, 1, 256, 0, 5120, PT1S, PT1S, PT25H, 'patience is PT25H; it must be PT0.001S to PT24H'"
  })
  void shouldNameTheBoundThatIsExceeded(
      int connections,
      int perAddress,
      int waiting,
      int headOctets,
      int bodyOctets,
      long heldOctets,
      Duration requestTime,
      Duration idleTime,
      Duration patience,
      String message) {
    assertThatThrownBy(
            () ->
                new HttpLimits(
                    connections,
                    perAddress,
                    waiting,
                    headOctets,
                    bodyOctets,
                    heldOctets,
                    requestTime,
                    idleTime,
                    patience))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void shouldHoldAQuarterOfTheHeapAtMost() {
    assertThat(HttpLimits.storing(64 << 20, 64, 1 << 30).heldOctets()).isEqualTo(1 << 28);
    assertThat(HttpLimits.storing(64 << 20, 64, 1 << 20).heldOctets()).isEqualTo(20 * (256 << 10));
    assertThat(HttpLimits.storing(1 << 20, 2, 1 << 30).heldOctets())
        .isEqualTo(2 * (20 * (256 << 10) + (1 << 20)));
  }
}
