package io.rollcall.daemon.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerAddressTest {
  @Test
  void shouldPutIpv6InBrackets() throws UnknownHostException {
    assertThat(WorkerAddress.of(ip("10.0.0.3"), 8081)).isEqualTo("10.0.0.3:8081");
    assertThat(WorkerAddress.of(ip("::1"), 8081)).isEqualTo("[0:0:0:0:0:0:0:1]:8081");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "65536", "99999999999", "-1", "+1", "8081 ", "10.0.0.9:8081", "x"})
  void shouldTakeNothingElseForAPort(String text) {
    assertThat(WorkerAddress.port(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8081, 65_535})
  void shouldReadAPort(int port) {
    assertThat(WorkerAddress.port(String.valueOf(port))).contains(port);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.3:8081, 10.0.0.3",
    "[fe80::1]:8081, fe80::1",
    "cache-1.local:80, cache-1.local",
    "client1, client1",
    "a:b, a:b",
    "::1, ::1"
  })
  void shouldTellTheHost(String address, String host) {
    assertThat(WorkerAddress.host(address)).isEqualTo(host);
  }

  /** Which interface leads there is another on each host. */
  @Test
  void shouldLeaveOutTheZoneOfALinkLocalAddress() throws IOException {
    byte[] octets = new byte[16];
    octets[0] = (byte) 0xfe;
    octets[1] = (byte) 0x80;
    octets[15] = 1;
    InetAddress ip = Inet6Address.getByAddress(null, octets, 7);

    assertThat(WorkerAddress.of(ip, 8081)).isEqualTo("[fe80:0:0:0:0:0:0:1]:8081");
    assertThat(WorkerAddress.endpoint(ip, 8081)).hasToString("tcp://[fe80:0:0:0:0:0:0:1%7]:8081");
  }

  private static InetAddress ip(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }
}
