package io.rollcall.discovery.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.ServerProcess;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that runs short of something refuses newcomers; those who are in stay. */
class OutOfRoomTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MEMBERS = 50;
  private static final int STRANGERS = 400;

  @Test
  void shouldKeepItsMembersWhenDescriptorsRunOut() throws Exception {
    try (ServerProcess server = ServerProcess.startWithDescriptors(256)) {
      shouldKeepItsMembers(server);
    }
  }

  @Test
  void shouldKeepItsMembersWhenDirectMemoryRunsOut() throws Exception {
    try (ServerProcess server = ServerProcess.start("-XX:MaxDirectMemorySize=3m")) {
      shouldKeepItsMembers(server);
    }
  }

  private static void shouldKeepItsMembers(ServerProcess server) throws Exception {
    List<Client> members = new ArrayList<>();
    List<RawPeer> strangers = new ArrayList<>();
    try (Subscriber subscriber = Subscriber.start(server.urlPubSub())) {
      for (int i = 0; i < MEMBERS; i++) {
        members.add(Client.start(server.urlServer(), "member" + i));
      }
      await().atMost(PATIENCE).until(() -> subscriber.roster().members().size() == MEMBERS);
      assertThat(subscriber.awaitLive(PATIENCE)).isTrue();
      try (FeedQueue<MembershipChange> changes = subscriber.changes().queue()) {
        changes.take();
        int refused = 0;
        for (int i = 0; i < STRANGERS; i++) {
          RawPeer stranger = RawPeer.connect(server.urlServer());
          strangers.add(stranger);
          refused += isRefused(stranger) ? 1 : 0;
        }
        // How many depends on the machine: on a busy one 27 were seen. The limiter closes silent
        // connections, which makes room again.
        assertThat(refused).as("strangers refused").isBetween(1, STRANGERS - 1);

        strangers.forEach(RawPeer::close);
        try (Client late = Client.start(server.urlServer(), "late")) {
          await().atMost(PATIENCE).until(() -> subscriber.roster().members().size() == MEMBERS + 1);
          MembershipChange next = changes.take();
          assertThat(next.joined()).singleElement().hasToString("late");
          assertThat(changes).isEmpty();
          assertThat(late.awaitJoined(PATIENCE)).isTrue();
          assertThat(subscriber.state()).isEqualTo(State.LIVE);
        }
      }
    } finally {
      strangers.forEach(RawPeer::close);
      members.parallelStream().forEach(Client::close);
    }
  }

  private static boolean isRefused(RawPeer stranger) {
    try {
      stranger.shake("DEALER");
      return false;
    } catch (UncheckedIOException cut) {
      return true;
    }
  }
}
