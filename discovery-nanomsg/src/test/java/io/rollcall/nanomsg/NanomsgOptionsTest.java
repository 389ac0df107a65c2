package io.rollcall.nanomsg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NanomsgOptionsTest {
  private static final NanomsgOptions DEFAULTS = NanomsgOptions.defaults();

  @Test
  void shouldNameTheOptionItsValueAndItsBound() {
    refused(() -> DEFAULTS.withPulse(Duration.ZERO), "pulse is PT0S; it must be PT0.01S to PT1H");
    refused(
        () -> DEFAULTS.withSettleTime(Duration.ofMillis(-1)),
        "settleTime is PT-0.001S; it must be PT0S to PT10M");
    refused(() -> DEFAULTS.withConnections(0, 1), "connections is 0; it must be 1 to 1000000");
    refused(
        () -> DEFAULTS.withConnections(1, 0),
        "connectionsPerAddress is 0; it must be 1 to 1000000");
    refused(() -> DEFAULTS.withQueueOctets(1), "queueOctets is 1; it must be 1024 to 1073741824");
    refused(
        () -> DEFAULTS.withReconnectMost(Duration.ZERO),
        "reconnectMost is PT0S; it must be PT0.01S to PT1H");
    refused(() -> DEFAULTS.withMembers(0), "members is 0; it must be 1 to 1000000");
  }

  private static void refused(ThrowingCallable setting, String message) {
    assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void shouldAlterOneAndKeepTheOthers() {
    NanomsgOptions altered =
        DEFAULTS
            .withPulse(Duration.ofSeconds(2))
            .withSettleTime(Duration.ofSeconds(4))
            .withConnections(7, 5)
            .withQueueOctets(4096)
            .withReconnectMost(Duration.ofSeconds(6))
            .withMembers(8)
            .withCloseOnShutdown(true);
    assertThat(altered)
        .isEqualTo(
            new NanomsgOptions(
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                7,
                5,
                4096,
                Duration.ofSeconds(6),
                8,
                true));
    assertThat(altered.forAnswers().limits().queueOctets()).isEqualTo(4096);
    assertThat(altered.forAnswers().limits().perAddress()).isEqualTo(5);
    assertThat(altered.forNames().maxMessage()).isEqualTo(8 * 256);
    assertThat(altered.forNames().reconnectMost()).isEqualTo(Duration.ofSeconds(6));
  }
}
