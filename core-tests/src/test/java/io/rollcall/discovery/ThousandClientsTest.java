package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A thousand clients and a subscriber in this JVM against a server in another, for a minute at
 * default options. It needs some 8,000 descriptors.
 */
@Tag("long")
class ThousandClientsTest {
  private static final int CLIENTS = 1_000;
  private static final int WATCHED_SECONDS = 60;

  @Test
  void shouldAllBeSeenAndStay() throws Exception {
    List<Client> clients = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start()) {
      Resources before = Resources.now();
      try (Subscriber subscriber = Subscriber.start(server.urlPubSub());
          FeedQueue<MembershipChange> changes = subscriber.changes().queue()) {
        long from = System.nanoTime();
        for (int i = 0; i < CLIENTS; i++) {
          clients.add(Client.start(server.urlServer(), "client" + i));
        }
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> subscriber.roster().members().size() == CLIENTS);
        System.out.printf(
            "%,d clients seen after %.2f s, %s%n",
            CLIENTS, (System.nanoTime() - from) / 1e9, Resources.now());
        // All clients of a JVM and its subscriber share one loop.
        assertThat(Resources.now().threads())
            .filteredOn(each -> each.startsWith("rollcall-clients"))
            .hasSize(1);

        changes.clear();
        MembershipChange change = changes.poll(WATCHED_SECONDS, TimeUnit.SECONDS);
        while (change != null && change.left().isEmpty()) {
          change = changes.poll(WATCHED_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(change).as("a false leave within a minute").isNull();
        assertThat(subscriber.state()).isEqualTo(State.LIVE);
        assertThat(subscriber.roster().members()).hasSize(CLIENTS);
      } finally {
        clients.parallelStream().forEach(Client::close);
      }
      before.awaitNoMore();
    }
  }
}
