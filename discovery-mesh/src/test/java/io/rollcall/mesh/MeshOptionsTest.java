package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MeshOptionsTest {
  private static final MeshOptions DEFAULTS = MeshOptions.defaults();

  private interface Change {
    MeshOptions of(MeshOptions options);
  }

  private static Arguments bad(Change change, String message) {
    return Arguments.of(change, message);
  }

  static Stream<Arguments> outOfBound() {
    return Stream.of(
        bad(o -> o.withBind("udp://a:1"), "scheme 'udp' is not 'tcp' or 'ipc'"),
        bad(o -> o.withBind("ipc:///x"), "bind 'ipc:///x' is not one endpoint"),
        bad(o -> o.withBind("tcp://*:0,tcp://*:1"), "is not one endpoint tcp://HOST:PORT"),
        bad(o -> o.withPortScan(65_536), "portScan 65536 is not 0 to 65535"),
        bad(
            o -> o.withRequestTimeout(Duration.ZERO),
            "requestTimeout PT0S is not PT0.001S to PT1H"),
        bad(
            o -> o.withRetryInterval(Duration.ofMillis(9)),
            "retryInterval PT0.009S is not PT0.01S to PT1M"),
        bad(o -> o.withRetryTimeout(Duration.ofHours(1)), "retryTimeout PT1H is not"),
        bad(o -> o.withConnectTimeout(Duration.ofMillis(1)), "connectTimeout PT0.001S is not"),
        bad(o -> o.withPingInterval(Duration.ofMinutes(2)), "pingInterval PT2M is not"),
        bad(o -> o.withConcurrency(0), "concurrency 0 is not 1 to 100000"),
        bad(o -> o.withMostOctets(1023), "mostOctets 1023 is not 1024 to 100000000"),
        bad(o -> o.withQueueOctets(1), "queueOctets 1 is not 65536 to 1073741824"));
  }

  @ParameterizedTest
  @MethodSource("outOfBound")
  void shouldNameTheOptionTheValueAndTheBound(Change change, String message) {
    assertThatThrownBy(() -> change.of(DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldChangeOneOptionAtATime() {
    MeshOptions changed =
        DEFAULTS.withStrict(true).withGuests(true).withPortScan(7).withHandlers(Runnable::run);
    assertThat(changed.strict()).isTrue();
    assertThat(changed.guests()).isTrue();
    assertThat(changed.portScan()).isEqualTo(7);
    assertThat(changed.handlers()).isPresent();
    assertThat(changed.withRetryTimeout(Duration.ofSeconds(9)).retryInterval())
        .isEqualTo(DEFAULTS.retryInterval());
  }

  @Test
  void shouldBeEqualWhereAllValuesAre() {
    assertThat(DEFAULTS.toBuilder().build())
        .isEqualTo(DEFAULTS)
        .hasSameHashCodeAs(DEFAULTS)
        .isNotEqualTo(DEFAULTS.withQueueOctets(65_536));
    assertThat(DEFAULTS.toString())
        .startsWith("MeshOptions[discovery=Options[")
        .contains("bind=tcp://*:0, portScan=0, requestTimeout=PT3S")
        .endsWith("queueOctets=33554432, handlers=Optional.empty]");
  }
}
