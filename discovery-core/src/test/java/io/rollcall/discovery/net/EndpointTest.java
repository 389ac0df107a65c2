package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.endpoint.HostPort;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @Test
  void shouldReadAList() {
    assertThat(Endpoint.toBind("tcp://*:0, ipc:///run/roll.ipc,tcp://[::1]:7"))
        .extracting(Endpoint::toString)
        .containsExactly("tcp://*:0", "ipc:///run/roll.ipc", "tcp://[::1]:7");
  }

  @Test
  void shouldTellTheKinds() {
    Endpoint ipc = Endpoint.toConnect("ipc:///run/roll.ipc").get(0);
    Endpoint tcp = Endpoint.toConnect("tcp://127.0.0.1:9").get(0);

    assertThat(ipc.isIpc()).isTrue();
    assertThat(ipc.path()).isEqualTo(Path.of("/run/roll.ipc"));
    assertThat(tcp.isIpc()).isFalse();
    assertThat(tcp.host()).isEqualTo("127.0.0.1");
    assertThat(tcp.port()).isEqualTo(9);
  }

  @Test
  void shouldConnectOnceToWhatStandsTwice() {
    assertThat(Endpoint.toConnect("tcp://A:1,tcp://a:1,ipc://x,ipc://x,tcp://a:2")).hasSize(3);
  }

  @Test
  void shouldNameThePortThatWasBound() {
    assertThat(Endpoint.toBind("tcp://*:*").get(0).boundAt(4242)).hasToString("tcp://*:4242");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'it is empty; it must be tcp://HOST:PORT or ipc://PATH'",
    "localhost, 'it must be tcp://HOST:PORT or ipc://PATH'",
    "udp://a:1, 'scheme ''udp'' is not ''tcp'' or ''ipc'''",
    "tcp://a, 'it has no port; it must be tcp://HOST:PORT'",
    "tcp://:1, 'it has no host; it must be tcp://HOST:PORT'",
    "tcp://a:0, 'port ''0'' is not 1 to 65535'",
    "tcp://a:65536, 'port ''65536'' is not 1 to 65535'",
    "tcp://a:, 'port '''' is not 1 to 65535'",
    "tcp://*:1, '''*'' can be bound but not connected to'",
    "tcp://1.2.3:4, '''1.2.3'' is no host; an IPv6 address stands in brackets'",
    "tcp://::1:4, '''::1'' is no host; an IPv6 address stands in brackets'",
    "ipc://, 'it has no path; it must be ipc://PATH'",
  })
  void shouldSayWhatIsWrong(String given, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.toConnect(given))
        .withMessage("endpoint '" + given + "': " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eth0", "veth-a", "br_lan", "Ethernet2", "eth0.100", "3"})
  void shouldTakeTheZonesThatInterfacesHave(String zone) {
    HostPort read = HostPort.of("tcp://[fe80::1%" + zone + "]:5555", false);

    assertThat(read.host()).isEqualTo("[fe80::1%" + zone + "]");
  }

  @Test
  void shouldSayWhatIsWrongWithAZone() {
    assertThatThrownBy(() -> Endpoint.toConnect("tcp://[fe80::1%a b]:5555"))
        .hasMessage(
            "endpoint 'tcp://[fe80::1%a b]:5555': 'a b' in '[fe80::1%a b]' is no zone id: it must"
                + " be letters, digits, '.', '_', '~' and '-'");
    assertThatThrownBy(() -> Endpoint.toConnect("tcp://[fe80::1%]:5555"))
        .hasMessageContaining("'' in '[fe80::1%]' is no zone id");
    assertThatThrownBy(() -> Endpoint.toConnect("tcp://[fe80:x::1%eth0]:5555"))
        .hasMessageContaining("'[fe80:x::1%eth0]' is no IPv6 address");
    assertThatThrownBy(() -> Endpoint.toConnect("tcp://[fe80::1%No-Such_1]:5555"))
        .hasMessage(
            "endpoint 'tcp://[fe80::1%No-Such_1]:5555': the zone of '[fe80::1%No-Such_1]': no such"
                + " interface No-Such_1");
  }
}
