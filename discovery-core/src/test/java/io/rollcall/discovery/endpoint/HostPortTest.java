package io.rollcall.discovery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "a_b",
        "_tasks.my_stack",
        "web-1.example.",
        "1a",
        "10.0.0.1",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[fe80::1%eth0]",
        "[fe80::1%veth-a]",
        "[fe80::1%br_Lan.7]"
      })
  void shouldTakeNamesAndAddresses(String host) {
    assertThat(HostPort.isHost(host)).isTrue();
    assertThat(HostPort.of("tcp://" + host + ":80", false)).isEqualTo(new HostPort(host, 80));
    assertThat(WebUrl.of("http://" + host + ":80").host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        ".a",
        "a b",
        "a@b",
        "ä",
        "127.1",
        "256.0.0.1",
        "1.2.3.4.5",
        "::1",
        "[]",
        "[::1",
        "[g::1]",
        "[::1%]",
        "[::1%a b]",
        "[::1%a]b]"
      })
  void shouldRefuseWhatIsNone(String host) {
    assertThat(HostPort.isHost(host)).isFalse();
    assertThat(WebUrl.fault("http://" + host + ":80", 1)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {253, 254})
  void shouldBoundTheLengthOfAName(int length) {
    assertThat(HostPort.isHost("a".repeat(length))).isEqualTo(length == 253);
  }
}
