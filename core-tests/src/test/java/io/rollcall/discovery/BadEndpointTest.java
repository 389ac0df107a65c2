package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadEndpointTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "tcp://", "tcp://xxx", "foo://127.0.0.1:1", "tcp://127.0.0.1:99999", ":abc"})
  void shouldRejectAMalformedEndpointEverywhere(String bad) {
    Resources before = Resources.now();
    assertThatThrownBy(() -> Server.start(bad, ANY)).hasMessageContaining("'" + bad + "'");
    assertThatThrownBy(() -> Server.start(ANY, bad)).hasMessageContaining("'" + bad + "'");
    assertThatThrownBy(() -> Client.start(bad, "a")).hasMessageContaining("'" + bad + "'");
    assertThatThrownBy(() -> Subscriber.start(bad)).hasMessageContaining("'" + bad + "'");
    assertThatThrownBy(() -> ClientWithSub.start(bad, "tcp://127.0.0.1:1", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + bad + "'");
    before.awaitNoMore();
  }

  @Test
  void shouldSayThatAPortIsInUseAndLeaveNothingBehind() {
    try (Server server = Brisk.server()) {
      Resources before = Resources.now();
      assertThatThrownBy(() -> Server.start(ANY, server.urlPubSub()))
          .isInstanceOf(DiscoveryException.class)
          .hasMessageContaining(server.urlPubSub())
          .hasMessageContaining("in use");
      before.awaitNoMore();
    }
  }

  @Test
  void shouldSayThatAHostCannotBeBound() {
    assertThatThrownBy(() -> Server.start("tcp://no-such-host.invalid:0", ANY))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("tcp://no-such-host.invalid:0")
        .hasMessageContaining("unknown");
    assertThatThrownBy(() -> Server.start("tcp://192.0.2.1:0", ANY))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("tcp://192.0.2.1:0");
  }

  @Test
  void shouldKeepTryingAnUnknownHostAndEndWhenClosed() throws Exception {
    Resources before = Resources.now();
    Client client = Client.start("tcp://no-such-host.invalid:4000", "a");
    assertThat(client.awaitJoined(Duration.ofMillis(50))).isFalse();
    assertThat(client.clientState().phase()).isEqualTo(ClientState.Phase.JOINING);
    client.close();
    before.awaitNoMore();
  }

  @Test
  void shouldRejectOptionsThatContradictEachOther() {
    Options options =
        Options.defaults()
            .withLossGrace(Duration.ofSeconds(30))
            .withSettleTime(Duration.ofSeconds(3));
    assertThatThrownBy(() -> Server.start(ANY, ANY, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("settleTime PT3S")
        .hasMessageContaining("lossGrace PT30S");
  }
}
