package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static io.rollcall.discovery.Brisk.awaitItem;
import static io.rollcall.discovery.Brisk.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The main job over real sockets. */
class ClusterTest {
  /** Where each system finds {@code localhost}. */
  private static final String LOCAL_ANY = "tcp://127.0.0.1:0";

  private final Server server = Brisk.server();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldShowEveryMemberToEveryMemberSortedByName() throws Exception {
    try (ClientWithSub b = clientWithSub("b");
        ClientWithSub c = clientWithSub("c");
        ClientWithSub a = clientWithSub("a");
        FeedQueue<List<String>> peers = a.peers().queue()) {
      awaitItem(peers, List.of("a", "b", "c"));
      b.close();
      awaitItem(peers, List.of("a", "c"));
      await().atMost(PATIENCE).until(() -> c.roster().names().equals(List.of("a", "c")));
      assertThat(server.roster().names()).containsExactly("a", "c");
    }
  }

  @Test
  void shouldTellWhoJoinedWasUpdatedAndLeftAndWhy() throws Exception {
    try (Subscriber subscriber = Subscriber.start(server.urlPubSub());
        FeedQueue<MembershipChange> changes = subscriber.changes().queue()) {
      Client client =
          Client.start(
              server.urlServer(),
              Member.named("a").withType("cache").withAttribute("port", "8080"),
              Options.defaults());
      Member joined = next(changes).joined().get(0);
      assertThat(joined.type()).isEqualTo("cache");
      assertThat(joined.attributes()).containsEntry("port", "8080");
      assertThat(joined.incarnation()).isEqualTo(client.self().incarnation());
      assertThat(joined.since()).isPresent();

      client.update(Member.named("a").withStatus(Status.TAKEN));
      MembershipChange updated = next(changes);
      assertThat(updated.updated()).containsExactly(client.self());
      assertThat(updated.roster().find("a").orElseThrow().status()).isEqualTo(Status.TAKEN);

      client.close();
      MembershipChange left = next(changes);
      assertThat(left.left()).extracting(Member::name).containsExactly("a");
      assertThat(left.cause("a")).isEqualTo(Cause.GOODBYE);
      assertThat(left.roster().members()).isEmpty();
    }
  }

  @Test
  void shouldJoinAndSettleAndEnd() throws Exception {
    Client client = Client.start(server.urlServer(), "a");
    assertThat(client.awaitJoined(PATIENCE)).isTrue();
    assertThat(server.awaitLive(PATIENCE)).isTrue();
    try (FeedQueue<ClientState> states = client.clientStates().queue()) {
      client.close();
      assertThat(client.clientState().phase()).isEqualTo(ClientState.Phase.CLOSED);
      awaitItem(states, ClientState.of(ClientState.Phase.CLOSED));
      assertThat(states.ended()).isTrue();
    }
    client.close();
    client.update(Member.named("a").withType("too late"));
    assertThat(client.awaitJoined(PATIENCE)).isFalse();
  }

  @Test
  void shouldReleaseWhoAwaitsTheServersEnd() throws Exception {
    Server other = Brisk.server();
    Thread waiting =
        new Thread(
            () -> {
              try {
                other.await();
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
            });
    waiting.start();
    other.close();
    waiting.join(PATIENCE.toMillis());

    assertThat(waiting.isAlive()).isFalse();
    assertThat(other.await(PATIENCE)).isTrue();
    other.close();
  }

  @Test
  void shouldCountTwoEndpointsOfOneServerAsOneServer() throws Exception {
    try (Server twice =
            Server.start(
                Brisk.ANY + "," + Brisk.ANY, Brisk.ANY + "," + Brisk.ANY, Brisk.options());
        ClientWithSub client = ClientWithSub.start(twice.urlServer(), twice.urlPubSub(), "a");
        FeedQueue<MembershipChange> changes = client.changes().queue()) {
      assertThat(twice.urlServer().split(",", -1)).hasSize(2).doesNotHaveDuplicates();
      assertThat(next(changes).roster().names()).containsExactly("a");
      assertThat(client.awaitLive(PATIENCE)).isTrue();
      assertThat(twice.roster().names()).containsExactly("a");
      assertThat(changes).isEmpty();
    }
  }

  /** A host name is looked up first, and what was said before must not be lost. */
  @Test
  void shouldJoinByAHostNameWithoutDelay() throws Exception {
    try (Server local = Server.start(LOCAL_ANY, LOCAL_ANY, Brisk.options());
        Client client = Client.start(local.urlServer().replace("127.0.0.1", "LOCALHOST"), "a");
        FeedQueue<List<String>> peers = local.peers().queue()) {
      awaitItem(peers, List.of("a"));
      assertThat(client.awaitJoined(PATIENCE)).isTrue();
    }
  }

  @Test
  void shouldRefuseAnUpdateThatChangesTheName() {
    try (Client client = Client.start(server.urlServer(), "a")) {
      assertThatThrownBy(() -> client.update(Member.named("b")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'b'")
          .hasMessageContaining("'a'");
    }
  }

  @Test
  void shouldJoinAServerThatComesLater() throws Exception {
    Server before = Brisk.server();
    String urlServer = before.urlServer();
    String urlPubSub = before.urlPubSub();
    before.close();
    try (ClientWithSub client = ClientWithSub.start(urlServer, urlPubSub, "a")) {
      assertThat(client.state()).isEqualTo(State.SYNCING);
      try (Server later = Server.start(urlServer, urlPubSub, Brisk.options())) {
        assertThat(client.awaitJoined(PATIENCE)).isTrue();
        assertThat(client.awaitLive(PATIENCE)).isTrue();
        assertThat(client.roster().names()).containsExactly("a");
        assertThat(later.roster()).isEqualTo(client.roster());
      }
      await().atMost(PATIENCE).until(() -> client.state() == State.STALE);
      assertThat(client.roster().names()).containsExactly("a");
    }
  }

  private ClientWithSub clientWithSub(String name) {
    return ClientWithSub.start(server.urlServer(), server.urlPubSub(), name);
  }
}
