package io.rollcall.daemon.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.200/25, 10.0.0.128, true",
    "10.0.0.200/25, 10.0.0.127, false",
    "192.168.1.5, 192.168.1.5, true",
    "192.168.1.5, 192.168.1.4, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe80::1, false",
    "::/0, ::1, true"
  })
  void shouldContainItsAddresses(String network, String address, boolean contains)
      throws UnknownHostException {
    assertThat(Networks.of(network).contain(ip(address))).isEqualTo(contains);
  }

  @Test
  void shouldTakeSeveral() throws UnknownHostException {
    Networks networks = Networks.of("10.0.0.0/8, ::1");

    assertThat(networks.contain(ip("10.1.1.1"))).isTrue();
    assertThat(networks.contain(ip("::1"))).isTrue();
    assertThat(networks.contain(ip("127.0.0.1"))).isFalse();
  }

  @Test
  void shouldStandForAllWithoutAny() throws UnknownHostException {
    assertThat(Networks.of(" ").contain(ip("203.0.113.9"))).isTrue();
    assertThat(Networks.of("")).hasToString("all");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/33, network '10.0.0.0/33': '33' is not 0 to 32",
    "10.0.0.0/, network '10.0.0.0/': '' is not 0 to 32",
    "10.0.0.0/-1, network '10.0.0.0/-1': '-1' is not 0 to 32",
    "::1/129, network '::1/129': '129' is not 0 to 128",
    "localhost, network 'localhost': 'localhost' is no IP address",
    "10.0.0.256, network '10.0.0.256': '10.0.0.256' is no IP address",
    "10.0.0.0/8;::1, network '10.0.0.0/8;::1': '8;::1' is not 0 to 32"
  })
  void shouldRefuseWhatIsNone(String network, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.of(network))
        .withMessage(message);
  }

  private static InetAddress ip(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }
}
