package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeveralServersTest {
  private final SimulatedCluster cluster = SimulatedCluster.builder().servers(3).start();
  private final SimulatedSubscriber subscriber = cluster.startSubscriber();

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void shouldConnectEverybodyToEachServer() {
    cluster.startClient("a");
    cluster.startClient("b");

    cluster.settle();

    assertThat(cluster.servers())
        .hasSize(3)
        .allSatisfy(
            server -> assertThat(server.membership().roster().names()).containsExactly("a", "b"));
  }

  @Test
  void shouldShowNothingWhenOneServerCrashes() {
    cluster.startClient("a");
    cluster.settle();
    List<String> told = Told.by(subscriber);

    cluster.server(2).crash();
    cluster.advance(Duration.ofMinutes(1));

    assertThat(told).containsExactly("+a", "LIVE");
    assertThat(subscriber.state()).isEqualTo(State.LIVE);
  }

  @Test
  void shouldStillTellOfACrashWhenOneServerIsLeft() {
    SimulatedClient client = cluster.startClient("a");
    cluster.settle();
    List<String> told = Told.by(subscriber);

    cluster.server(1).crash();
    cluster.server(2).close();
    cluster.advance(Duration.ofSeconds(10));
    client.crash();
    cluster.advance(Duration.ofSeconds(1));

    assertThat(told).containsExactly("+a", "LIVE", "-a LOST");
  }

  @Test
  void shouldBeStaleWhenNoServerIsLeft() {
    cluster.startClient("a");
    cluster.settle();

    cluster.servers().forEach(SimulatedServer::crash);
    cluster.advanceUntil(() -> subscriber.state() == State.STALE, Duration.ofSeconds(4));
    cluster.servers().forEach(SimulatedServer::start);
    cluster.settle();

    assertThat(subscriber.roster().names()).containsExactly("a");
  }

  @Test
  void shouldNotMindThatOneServerIsCutOff() {
    cluster.startClient("a");
    cluster.settle();
    List<String> told = Told.by(subscriber);

    cluster.network().isolate(cluster.server(1));
    cluster.advance(Duration.ofSeconds(20));
    cluster.network().heal();
    cluster.settle();

    assertThat(told).containsExactly("+a", "LIVE");
  }

  /** Each server lists another of them; which one's roster comes first is up to the seed. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldShowOneThatStartsWhatAllServersListBeforeItIsLive(long seed) {
    try (SimulatedCluster two = SimulatedCluster.builder().servers(2).seed(seed).start()) {
      SimulatedClient a = two.startClient("a");
      SimulatedClient b = two.startClient("b");
      two.settle();
      two.network().cut(a, two.server(1));
      two.network().cut(b, two.server(2));
      two.advance(Duration.ofSeconds(20));

      List<String> told = Told.by(two.startSubscriber());
      two.advance(Duration.ofSeconds(10));

      assertThat(told).containsExactly("SYNCING", "+a, +b", "LIVE");
    }
  }
}
