package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static io.rollcall.discovery.Brisk.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients and subscribers of one JVM that connect to the same endpoints share what they can. */
class SharingTest {
  private static final Options OPTIONS = Brisk.options();

  private final Resources before = Resources.now();
  private final Server server = Brisk.server();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    server.close();
    before.awaitNoMore();
  }

  @Test
  void shouldUseOneConnectionForManyClientsAndOneForManySubscribers() throws Exception {
    open(client("first"));
    open(subscriber());
    awaitNames(server, 1);
    long descriptors = Resources.now().descriptors();
    for (int i = 0; i < 100; i++) {
      open(client("client" + i));
      open(subscriber());
    }
    awaitNames(server, 101);
    assertThat(Resources.now().descriptors()).isLessThan(descriptors + 20);
  }

  @Test
  void shouldShowALateSubscriberTheRosterThatIsKnown() throws Exception {
    open(client("client"));
    Subscriber early = open(subscriber());
    awaitNames(early, 1);
    assertThat(early.awaitLive(PATIENCE)).isTrue();
    Subscriber late = open(subscriber());
    try (FeedQueue<MembershipChange> changes = late.changes().queue()) {
      assertThat(next(changes).joined()).extracting(Member::name).containsExactly("client");
    }
    assertThat(late.roster()).isSameAs(early.roster());
    assertThat(late.awaitLive(PATIENCE)).isTrue();
  }

  @Test
  void shouldLetOneSubscriberEndWithoutTheOthers() throws Exception {
    Subscriber stays = open(subscriber());
    Subscriber ends = subscriber();
    assertThat(ends.awaitLive(PATIENCE)).isTrue();
    try (FeedQueue<MembershipChange> changes = ends.changes().queue()) {
      ends.close();
      assertThat(changes.ended()).isTrue();
    }
    open(client("client"));
    awaitNames(stays, 1);
    assertThat(ends.roster().names()).isEmpty();
    assertThat(ends.state()).isEqualTo(State.STALE);
  }

  @Test
  void shouldLetOneClientConnectElsewhereWithoutTheOthersAndUnseen() throws Exception {
    try (Server other = Brisk.server();
        FeedQueue<MembershipChange> changes = server.changes().queue()) {
      open(client("stays"));
      Client moves = open(client("moves"));
      awaitNames(server, 2);
      changes.clear();
      moves.connectTo(server.urlServer() + "," + other.urlServer());
      awaitNames(other, 1);
      moves.update(moves.self().withStatus(Status.TAKEN));
      MembershipChange update = next(changes);
      assertThat(update.updated()).extracting(Member::name).containsExactly("moves");
      assertThat(changes).isEmpty();

      moves.connectTo(other.urlServer());
      assertThat(next(changes).left()).extracting(Member::name).containsExactly("moves");
      assertThat(server.roster().names()).containsExactly("stays");
    }
  }

  @Test
  void shouldKeepTheRosterOfASubscriberThatConnectsElsewhere() throws Exception {
    try (Server other = Brisk.server()) {
      open(client("client"));
      Subscriber stays = open(subscriber());
      Subscriber moves = open(subscriber());
      awaitNames(stays, 1);
      awaitNames(moves, 1);
      try (FeedQueue<MembershipChange> changes = moves.changes().queue()) {
        next(changes);
        moves.connectTo(server.urlPubSub() + "," + other.urlPubSub());
        open(Client.start(other.urlServer(), Member.named("of other"), OPTIONS));
        assertThat(next(changes).joined()).extracting(Member::name).containsExactly("of other");
        assertThat(moves.roster().names()).containsExactly("client", "of other");
      }
      assertThat(stays.roster().names()).containsExactly("client");
    }
  }

  @Test
  void shouldNotJoinLaterOnceClosedWhileNoServerWasThere() throws Exception {
    String urlServer = server.urlServer();
    String urlPubSub = server.urlPubSub();
    server.close();
    open(client("stays"));
    client("goes").close();
    try (Server again = Server.start(urlServer, urlPubSub, OPTIONS);
        FeedQueue<MembershipChange> changes = again.changes().queue()) {
      assertThat(next(changes).joined()).extracting(Member::name).containsExactly("stays");
      assertThat(again.awaitLive(PATIENCE)).isTrue();
      assertThat(changes).isEmpty();
    }
  }

  private Client client(String name) {
    return Client.start(server.urlServer(), Member.named(name), OPTIONS);
  }

  private Subscriber subscriber() {
    return Subscriber.start(server.urlPubSub(), OPTIONS);
  }

  private static void awaitNames(Membership membership, int count) {
    await().atMost(PATIENCE).until(() -> membership.roster().names().size() == count);
  }

  private <T extends AutoCloseable> T open(T handle) {
    open.add(handle);
    return handle;
  }
}
