package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static io.rollcall.discovery.Brisk.awaitItem;
import static io.rollcall.discovery.Brisk.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.ClientState.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server moves from one transport to the other and back, and nobody notices. */
class TransportChangeTest {
  /** Clients come back within half a second; a server that settles sooner would miss them. */
  private static final Options OPTIONS = Brisk.options().withSettleTime(Duration.ofSeconds(3));

  private static final List<TransportKind> WAY =
      List.of(TransportKind.JEROMQ, TransportKind.ZMTP, TransportKind.JEROMQ);

  @TempDir Path folder;
  private Options options = OPTIONS;

  private Options on(TransportKind transport) {
    return options.withTransport(transport);
  }

  private Client client(String url, TransportKind transport) {
    return Client.start(url, Member.named(transport.toString()), on(transport));
  }

  @Test
  void shouldBeNoEventForClientsAndSubscribersOnEither() throws Exception {
    assertNoEvent();
  }

  @Test
  void shouldBeNoEventWithCurveEither() throws Exception {
    Keys.create(folder, "all");
    options =
        OPTIONS.withSecurity(
            Security.curve(folder.resolve("all.key_secret"), folder.resolve("all.key")));
    assertNoEvent();
  }

  private void assertNoEvent() throws InterruptedException {
    Server server = Server.start(Brisk.ANY, Brisk.ANY, on(WAY.get(0)));
    String urlServer = server.urlServer();
    String urlPubSub = server.urlPubSub();
    try (Client one = client(urlServer, TransportKind.JEROMQ);
        Client other = client(urlServer, TransportKind.ZMTP);
        Seen byJeroMq = new Seen(urlPubSub, TransportKind.JEROMQ);
        Seen byZmtp = new Seen(urlPubSub, TransportKind.ZMTP)) {
      byJeroMq.awaitBoth();
      byZmtp.awaitBoth();
      for (TransportKind next : WAY.subList(1, WAY.size())) {
        server.close();
        awaitItem(byJeroMq.states, State.STALE);
        awaitItem(byZmtp.states, State.STALE);
        server = Server.start(urlServer, urlPubSub, on(next));
        awaitItem(byJeroMq.states, State.LIVE);
        awaitItem(byZmtp.states, State.LIVE);
        assertThat(one.clientState().phase()).isEqualTo(Phase.JOINED);
        assertThat(other.clientState().phase()).isEqualTo(Phase.JOINED);
        assertThat(server.roster().names()).containsExactly("jeromq", "zmtp");
        byJeroMq.assertNothingHappened();
        byZmtp.assertNothingHappened();
      }
    } finally {
      server.close();
    }
  }

  /** Records the changes and states that a subscriber reports. */
  private final class Seen implements AutoCloseable {
    private final Subscriber subscriber;
    private final FeedQueue<MembershipChange> changes;
    private final FeedQueue<State> states;

    Seen(String urlPubSub, TransportKind transport) {
      subscriber = Subscriber.start(urlPubSub, on(transport));
      changes = subscriber.changes().queue();
      states = subscriber.states().queue();
    }

    void awaitBoth() throws InterruptedException {
      while (!next(changes).roster().names().equals(List.of("jeromq", "zmtp"))) {
        // The other is yet to come.
      }
      assertThat(subscriber.awaitLive(PATIENCE)).isTrue();
    }

    void assertNothingHappened() {
      assertThat(changes.poll()).isNull();
      assertThat(subscriber.roster().names()).containsExactly("jeromq", "zmtp");
    }

    @Override
    public void close() {
      subscriber.close();
    }
  }
}
