package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static io.rollcall.discovery.Brisk.awaitItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What went wrong in the ancestor when it was run; the rest of it is in {@link DepartureTest}. */
class AncestorFaultsTest {
  private final Server server = Brisk.server();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldShowAnEmptySetAsNoNames() throws Exception {
    try (Subscriber subscriber = Subscriber.start(server.urlPubSub());
        FeedQueue<List<String>> peers = subscriber.peers().queue()) {
      awaitItem(peers, List.of());
      Client client = Client.start(server.urlServer(), "a");
      awaitItem(peers, List.of("a"));
      client.close();
      awaitItem(peers, List.of());
    }
  }

  @Test
  void shouldGiveALateSubscriberTheWholeRoster() throws Exception {
    try (Client a = Client.start(server.urlServer(), "a");
        Client b = Client.start(server.urlServer(), "b")) {
      assertThat(a.awaitJoined(PATIENCE)).isTrue();
      assertThat(b.awaitJoined(PATIENCE)).isTrue();
      await().atMost(PATIENCE).until(() -> server.roster().names().size() == 2);
      try (Subscriber late = Subscriber.start(server.urlPubSub());
          FeedQueue<List<String>> peers = late.peers().queue()) {
        assertThat(peers.take()).containsExactly("a", "b");
      }
    }
  }

  @Test
  void shouldShowASlowReaderTheNewestStateFirst() throws Exception {
    try (Subscriber subscriber = Subscriber.start(server.urlPubSub());
        FeedQueue<List<String>> slow = subscriber.peers().queue()) {
      List<Client> clients = new ArrayList<>();
      IntStream.range(0, 20)
          .forEach(i -> clients.add(Client.start(server.urlServer(), "client" + i)));
      await().atMost(PATIENCE).until(() -> subscriber.roster().names().size() == 20);

      assertThat(slow.take()).hasSize(20).isSorted();
      assertThat(slow).isEmpty();
      clients.forEach(Client::close);
    }
  }

  @Test
  void shouldNotMindBeingClosedWhileAChangeIsPending() throws Exception {
    for (int i = 0; i < 20; i++) {
      ClientWithSub client =
          ClientWithSub.start(server.urlServer(), server.urlPubSub(), "client" + i);
      FeedQueue<MembershipChange> unread = client.changes().queue();
      await().atMost(PATIENCE).until(() -> !unread.isEmpty());
      client.close();
      assertThat(unread.take().joined()).isNotEmpty();
    }
    await().atMost(PATIENCE).until(() -> server.roster().members().isEmpty());
  }

  @Test
  void shouldRejectANameThatWouldBeTwo() {
    assertThatThrownBy(() -> Client.start(server.urlServer(), "a|b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a|b'");
  }

  @Test
  void shouldLetOnlyTheReaderSufferThatBlocks() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (Subscriber subscriber = Subscriber.start(server.urlPubSub());
        FeedSubscription stuck = subscriber.rosters().subscribe(roster -> waitFor(release));
        FeedSubscription broken =
            subscriber
                .changes()
                .subscribe(
                    change -> {
                      throw new IllegalStateException("a reader's own fault");
                    });
        FeedQueue<List<String>> peers = subscriber.peers().queue();
        Client client = Client.start(server.urlServer(), "a")) {
      awaitItem(peers, List.of("a"));
      client.close();
      awaitItem(peers, List.of());
      assertThat(stuck).isNotSameAs(broken);
    } finally {
      release.countDown();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
