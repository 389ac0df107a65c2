package io.rollcall.discovery.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.Server;
import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Beyond a limit nobody more gets in, and who is in stays. */
class LimitsTest {
  private static final String ANY = OwnLoopback.ANY;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void shouldCloseConnectionsBeyondTheLimitOfOneAddressOnEitherPort() throws Exception {
    Server server = server(Limits.defaults().withConnectionsPerAddress(2));
    RawMember first = open(new RawMember(server.urlServer(), "first").join());
    RawPeer second = open(RawPeer.connect(server.urlPubSub()).shake("SUB"));

    assertThat(open(RawPeer.connect(server.urlServer())).awaitCut()).isTrue();
    assertThat(open(RawPeer.connect(server.urlPubSub())).awaitCut()).isTrue();
    first.stay(2);
    assertThat(server.roster().names()).containsExactly("first");

    second.close();
    Client late = open(Client.start(server.urlServer(), "late"));
    assertThat(late.awaitJoined(PATIENCE)).isTrue();
  }

  @Test
  void shouldCloseHalfOpenConnectionsBeyondTheirLimit() throws Exception {
    Server server = server(Limits.defaults().withHalfOpen(8));
    RawMember member = open(new RawMember(server.urlServer(), "member").join());
    open(RawPeer.connect(server.urlServer()).shake("DEALER"));
    open(RawPeer.connect(server.urlPubSub()));

    assertThat(open(RawPeer.connect(server.urlServer())).awaitCut()).isTrue();
    member.stay(2);
  }

  @Test
  void shouldTellWhoHasMoreAttributesThanTheServerTakes() throws Exception {
    Server server =
        server(Limits.defaults().withAttributes(2).withAttributeSize(100).withMessageSize(1_000));
    Member plain = Member.named("a");

    assertRefused(
        server,
        plain.withAttribute("1", "").withAttribute("2", "").withAttribute("3", ""),
        "3 attributes, more than 2");
    assertRefused(
        server,
        plain.withAttribute("key", "x".repeat(98)),
        "attributes of 101 octets, more than 100");
    assertRefused(server, plain.withAttribute("key", "x".repeat(2_000)), "octets, more than 1000");
    Client within =
        open(
            Client.start(
                server.urlServer(),
                plain.withAttribute("key", "x".repeat(97)),
                Options.defaults()));
    assertThat(within.awaitJoined(PATIENCE)).isTrue();
  }

  private void assertRefused(Server server, Member member, String why) throws Exception {
    try (Client client = Client.start(server.urlServer(), member, Options.defaults())) {
      await().atMost(PATIENCE).until(() -> client.clientState().phase() == Phase.REFUSED);
      assertThat(client.clientState().refusal().orElseThrow().reason()).isEqualTo(Reason.LIMIT);
      assertThat(client.clientState().refusal().orElseThrow().detail()).contains(why);
    }
  }

  private Server server(Limits limits) {
    return open(
        Server.start(
            ANY, ANY, Options.defaults().withPollTime(Duration.ofMillis(100)).withLimits(limits)));
  }

  private <T extends AutoCloseable> T open(T opened) {
    open.add(opened);
    return opened;
  }
}
