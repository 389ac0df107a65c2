package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static io.rollcall.discovery.Brisk.awaitItem;
import static io.rollcall.discovery.Brisk.next;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guarantee 6 over real sockets, on the same ports. */
class RestartTest {
  /** Clients come back within half a second; a server that settles sooner would miss them. */
  private static final Options OPTIONS = Brisk.options().withSettleTime(Duration.ofSeconds(3));

  @Test
  void shouldBeNoEventForSubscribers() throws Exception {
    Server first = Server.start(Brisk.ANY, Brisk.ANY, OPTIONS);
    String urlServer = first.urlServer();
    String urlPubSub = first.urlPubSub();
    try (Client a = Client.start(urlServer, "a");
        Client b = Client.start(urlServer, "b");
        Subscriber subscriber = Subscriber.start(urlPubSub);
        FeedQueue<MembershipChange> changes = subscriber.changes().queue();
        FeedQueue<State> states = subscriber.states().queue()) {
      // By the changes: the roster may be ahead of them.
      while (!next(changes).roster().names().equals(List.of("a", "b"))) {
        // The other is yet to come.
      }
      awaitItem(states, State.LIVE);
      first.close();
      awaitItem(states, State.STALE);
      try (Server second = Server.start(urlServer, urlPubSub, OPTIONS)) {
        awaitItem(states, State.LIVE);

        assertThat(changes.poll()).isNull();
        assertThat(subscriber.roster().names()).containsExactly("a", "b");
        assertThat(second.roster()).isEqualTo(subscriber.roster());
        assertThat(a.awaitJoined(PATIENCE)).isTrue();
        assertThat(b.awaitJoined(PATIENCE)).isTrue();
      }
    }
  }

  @Test
  void shouldShowWhoLeftMeanwhileOnceTheServerHasSettled() throws Exception {
    Server first = Server.start(Brisk.ANY, Brisk.ANY, OPTIONS);
    String urlServer = first.urlServer();
    String urlPubSub = first.urlPubSub();
    try (Client a = Client.start(urlServer, "a");
        Subscriber subscriber = Subscriber.start(urlPubSub);
        FeedQueue<List<String>> peers = subscriber.peers().queue();
        FeedQueue<State> states = subscriber.states().queue()) {
      Client b = Client.start(urlServer, "b");
      awaitItem(peers, List.of("a", "b"));
      first.close();
      b.close();
      awaitItem(states, State.STALE);
      assertThat(subscriber.roster().names()).containsExactly("a", "b");
      try (Server second = Server.start(urlServer, urlPubSub, OPTIONS)) {
        awaitItem(peers, List.of("a"));
        assertThat(second.roster().names()).containsExactly("a");
        assertThat(a.awaitJoined(PATIENCE)).isTrue();
      }
    }
  }
}
