package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Membership;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is given by the caller is checked at once. */
class OptionsTest {
  private static final HaproxyOptions DEFAULTS = HaproxyOptions.defaults();

  @Test
  void shouldRefuseAnIdForAllServers() {
    assertThatThrownBy(() -> HaproxyOptions.defaults().withServerParameters("check id 5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'check id 5' has an id");
  }

  @Test
  void shouldNameTheOptionTheValueAndTheBound() {
    refused(
        () -> DEFAULTS.withTimeout(Duration.ZERO), "timeout is PT0S; it must be PT0.01S to PT1M");
    refused(
        () -> DEFAULTS.withCheck(Duration.ofDays(1)), "check is PT24H; it must be PT0.01S to PT1H");
    refused(
        () -> DEFAULTS.withDrain(Duration.ofMillis(-1)),
        "drain is PT-0.001S; it must be PT0S to PT24H");
    refused(() -> DEFAULTS.withPrefix(""), "prefix '' is not 1 to 64 ASCII");
    refused(() -> DEFAULTS.withPrefix("a b"), "prefix 'a b' is not 1 to 64 ASCII");
    refused(() -> DEFAULTS.withPrefix("a".repeat(65)), "is not 1 to 64 ASCII");
    refused(() -> DEFAULTS.withServerParameters("check;x"), "serverParameters 'check;x' is not");
    refused(
        () -> DEFAULTS.withServerParameters("check\nx"), "serverParameters 'check\uFFFDx' is not");
  }

  @Test
  void shouldKeepWhatItIsGiven() {
    HaproxyOptions options =
        DEFAULTS
            .withPrefix("p-")
            .withType("t")
            .withAddressName("a")
            .withServerParameters("check")
            .withTimeout(Duration.ofSeconds(3))
            .withCheck(Duration.ofSeconds(4))
            .withDrain(Duration.ofSeconds(5));

    assertThat(options)
        .isEqualTo(
            new HaproxyOptions(
                "p-",
                "t",
                "a",
                "check",
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unix://",
        "unix://relative",
        "/run/haproxy.sock",
        "tcp://",
        "tcp://host",
        "host:80",
        "http://host:80",
        "tcp://host:0",
        "unix:///a\nb"
      })
  void shouldRefuseEndpointsThatAreNone(String endpoint) {
    refused(() -> HaproxyBackend.open(endpoint, "app"), "endpoint '");
  }

  @Test
  void shouldRefuseAPathThatNoSocketCanHave() {
    refused(
        () -> HaproxyBackend.open("unix:///" + "a".repeat(107), "app"),
        "is 108 bytes, not 1 to 107");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a;b", "ü"})
  void shouldRefuseBackendsThatAreNone(String backend) {
    refused(() -> HaproxyBackend.open("unix:///s", backend), "backend '" + backend + "' is not");
  }

  @Test
  void shouldFollowOneMembershipUntilItIsClosed() {
    HaproxyBackend backend = HaproxyBackend.open("unix:///nowhere", "app");
    backend.follow(Membership.of("a"));

    assertThatThrownBy(() -> backend.follow(Membership.of("b")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("backend app of unix:///nowhere follows a membership already");
    backend.close();
    backend.close();
    assertThatThrownBy(() -> backend.follow(Membership.of("b")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("backend app of unix:///nowhere is closed");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("rollcall-haproxy app"));
  }

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
