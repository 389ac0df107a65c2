package io.rollcall.discovery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TcpEndpointTest {

  static List<Arguments> malformed() {
    return List.of(
        arguments("", "it is empty"),
        arguments("127.0.0.1:4000", "it must be tcp://HOST:PORT"),
        arguments("udp://127.0.0.1:4000", "scheme 'udp' is not 'tcp'"),
        arguments("foo://", "scheme 'foo' is not 'tcp'"),
        arguments("tcp://127.0.0.1", "it has no port"),
        arguments("tcp://[::1]", "it has no port"),
        arguments("tcp://:4000", "it has no host"),
        arguments("tcp://127.0.0.1:", "port '' is not 0 to 65535"),
        arguments("tcp://127.0.0.1:abc", "port 'abc' is not 0 to 65535"),
        arguments("tcp://127.0.0.1:-1", "port '-1' is not 0 to 65535"),
        arguments("tcp://127.0.0.1:65536", "port '65536' is not 0 to 65535"),
        arguments("tcp://127.0.0.1:99999999999", "port '99999999999' is not 0 to 65535"),
        arguments("tcp://::1:4000", "an IPv6 address stands in brackets"),
        arguments("tcp://a b:4000", "'a b' is no host"),
        arguments("tcp://999.1.1.1:4000", "'999.1.1.1' is no host"),
        arguments("tcp://user@host:4000", "'user@host' is no host"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void shouldRejectWithTheEndpointAsGiven(String endpoint, String why) {
    assertThatThrownBy(() -> TcpEndpoint.toBind(endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("endpoint '" + endpoint + "'")
        .hasMessageContaining(why);
  }

  @Test
  void shouldRejectToConnectToWhatCanOnlyBeBound() {
    assertThatThrownBy(() -> TcpEndpoint.toConnect("tcp://*:4000")).hasMessageContaining("'*'");
    assertThatThrownBy(() -> TcpEndpoint.toConnect("tcp://localhost:0"))
        .hasMessageContaining("port '0' is not 1 to 65535");
    assertThatThrownBy(() -> TcpEndpoint.toConnect("tcp://localhost:*"))
        .hasMessageContaining("port '*' is not 1 to 65535");
    assertThatThrownBy(() -> TcpEndpoint.toConnect(null)).hasMessageContaining("null");
  }

  @Test
  void shouldTakeAListJoinedByCommas() {
    assertThat(TcpEndpoint.toConnect("tcp://a.example:1, tcp://[::1]:2"))
        .extracting(TcpEndpoint::host)
        .containsExactly("a.example", "[::1]");
    assertThatThrownBy(() -> TcpEndpoint.toConnect("tcp://a.example:1,"))
        .hasMessageContaining("it is empty");
  }

  @Test
  void shouldRejectToConnectToBracketsWithoutAnIpv6Address() {
    for (String host : List.of("[:::]", "[1.2.3.4]", "[abcd]", "[::1%no-such]")) {
      assertThatThrownBy(() -> TcpEndpoint.toConnect("tcp://" + host + ":4000"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("endpoint 'tcp://" + host + ":4000'");
    }
  }

  @Test
  void shouldTakeAnEndpointThatStandsTwiceForOne() {
    assertThat(TcpEndpoint.toConnect("tcp://A.example:1,tcp://a.example:1,tcp://a.example:2"))
        .extracting(TcpEndpoint::given)
        .containsExactly("tcp://A.example:1", "tcp://a.example:2");
  }

  @Test
  void shouldNameTheHostAndTheAddressThatItStandsFor() throws Exception {
    TcpEndpoint endpoint = TcpEndpoint.toConnect("tcp://a.example:1").get(0);
    TcpEndpoint ipv4 = endpoint.at(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}));
    assertThat(ipv4.address()).isEqualTo("tcp://10.0.0.1:1");
    assertThat(ipv4.given()).isEqualTo("tcp://a.example:1 (10.0.0.1)");
    TcpEndpoint ipv6 = endpoint.at(InetAddress.getByAddress(new byte[16]));
    assertThat(ipv6.address()).isEqualTo("tcp://[0:0:0:0:0:0:0:0]:1");
    assertThat(ipv6.isAddress()).isTrue();
  }

  @Test
  void shouldKeepTheHostAsGivenAndThePortAsBound() {
    TcpEndpoint any = TcpEndpoint.toBind("tcp://*:*").get(0);
    assertThat(any.address()).isEqualTo("tcp://*:*");
    assertThat(any.boundAt(4711)).isEqualTo("tcp://*:4711");
  }
}
