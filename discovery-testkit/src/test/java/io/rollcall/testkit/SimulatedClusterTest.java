package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {
  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final SimulatedSubscriber subscriber = cluster.startSubscriber();

  @Test
  void shouldShowWhoJoins() {
    SimulatedClient client = cluster.startClient("a");
    assertThat(subscriber.state()).isEqualTo(State.SYNCING);

    cluster.settle();

    assertThat(subscriber.roster().members()).containsExactly(client.self());
    assertThat(client.state().phase()).isEqualTo(ClientState.Phase.JOINED);
    assertThat(cluster.server(1).membership().roster()).isEqualTo(subscriber.roster());
  }

  @Test
  void shouldShowAnUpdateAndAGoodbyeWithinMilliseconds() {
    SimulatedClient client = cluster.startClient("a");
    cluster.settle();

    client.update(Member.named("a").withStatus(Status.OFFLINE));
    Duration updated =
        cluster.advanceUntil(
            () -> subscriber.roster().members().contains(client.self()), Duration.ofSeconds(1));
    client.close();
    Duration left =
        cluster.advanceUntil(() -> subscriber.roster().members().isEmpty(), Duration.ofSeconds(1));

    assertThat(updated).isLessThan(Duration.ofMillis(20));
    assertThat(left).isLessThan(Duration.ofMillis(20));
    assertThat(client.state().phase()).isEqualTo(ClientState.Phase.CLOSED);
  }

  @Test
  void shouldTellACrashFromAPause() {
    SimulatedClient killed = cluster.startClient("killed");
    SimulatedClient frozen = cluster.startClient("frozen");
    cluster.startClient("well");
    cluster.settle();
    List<String> told = Told.by(subscriber);

    killed.crash();
    cluster.advance(Duration.ofMillis(300));
    frozen.pause();
    cluster.advance(Duration.ofSeconds(4));
    frozen.resume();
    cluster.advance(Duration.ofSeconds(1));

    assertThat(told)
        .containsExactly(
            "+frozen, +killed, +well", "LIVE", "-killed LOST", "-frozen SILENT", "+frozen");
  }

  @Test
  void shouldKeepTheRosterWhileItsServerIsReplaced() {
    cluster.startClient("a");
    cluster.settle();
    FeedQueue<MembershipChange> changes = subscriber.changes().queue();
    changes.clear();
    List<String> told = Told.by(subscriber);

    cluster.server(1).restart();
    cluster.advanceUntil(() -> subscriber.state() == State.STALE, Duration.ofSeconds(5));
    Duration settled = cluster.settle();

    assertThat(told).containsExactly("+a", "LIVE", "STALE", "LIVE");
    assertThat(settled).isGreaterThan(Duration.ofSeconds(2));
    assertThat(changes).isEmpty();
  }

  @Test
  void shouldTellThatTheServerClosesAndStartsAgain() {
    cluster.startClient("a");
    cluster.settle();

    cluster.server(1).close();
    Duration stale =
        cluster.advanceUntil(() -> subscriber.state() == State.STALE, Duration.ofSeconds(1));
    assertThat(cluster.server(1).isAlive()).isFalse();
    cluster.advance(Duration.ofMinutes(1));
    assertThat(subscriber.roster().names()).containsExactly("a");
    cluster.server(1).start();
    cluster.settle();

    assertThat(stale).isLessThan(Duration.ofMillis(2));
  }

  @Test
  void shouldBlameNobodyForAPauseOfTheServer() {
    cluster.startClient("a");
    cluster.settle();
    List<String> told = Told.by(subscriber);

    cluster.server(1).pause();
    cluster.advance(Duration.ofSeconds(20));
    cluster.server(1).resume();
    cluster.settle();

    assertThat(told).containsExactly("+a", "LIVE", "STALE", "LIVE");
  }

  @Test
  void shouldTakeTheOptionsItIsGiven() {
    try (SimulatedCluster brisk = SimulatedCluster.builder().options(Options.local()).start()) {
      SimulatedSubscriber watcher = brisk.startSubscriber();
      SimulatedClient client = brisk.startClient("a");
      brisk.settle();

      client.pause();
      Duration gone =
          brisk.advanceUntil(() -> watcher.roster().names().isEmpty(), Duration.ofSeconds(5));

      assertThat(gone).isLessThan(Duration.ofMillis(270));
    }
  }

  @Test
  void shouldCallBackOutsideOfWhatHappened() {
    SimulatedClient client = cluster.startClient("a");
    cluster.settle();
    subscriber
        .rosters()
        .subscribe(
            roster -> {
              if (roster.names().isEmpty()) {
                subscriber.close();
              }
            });
    List<List<String>> peers = new ArrayList<>();
    subscriber.peers().subscribe(peers::add);

    client.close();
    cluster.advance(Duration.ofSeconds(1));

    assertThat(subscriber.isAlive()).isFalse();
    assertThat(peers).containsExactly(List.of("a"), List.of());
  }

  @Test
  void shouldHaveCalledBackWhenAConditionHolds() {
    cluster.settle();
    List<String> told = Told.by(subscriber);
    cluster.server(1).close();

    cluster.advanceUntil(() -> subscriber.state() == State.STALE, Duration.ofSeconds(1));

    assertThat(told).containsExactly("LIVE", "STALE");
  }

  @Test
  void shouldLetVirtualTimePassWhileItIsAwaited() {
    assertThat(subscriber.awaitLive(Duration.ofSeconds(1))).isFalse();
    assertThat(subscriber.awaitLive(Duration.ofSeconds(10))).isTrue();
    assertThat(cluster.time().now()).isBetween(at(3_000), at(4_000));
    subscriber.close();
    assertThat(subscriber.awaitLive(Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void shouldShareOneTimeWithAManualMembership() {
    ManualMembership manual = ManualMembership.start(cluster.time());
    SimulatedClient client = cluster.startClient("a");
    cluster.advance(Duration.ofSeconds(7));
    manual.join("b");

    assertThat(manual.roster().find("b").orElseThrow().since()).contains(at(7_000));
    assertThat(client.self().since()).contains(at(0));
    assertThat(cluster.time().nanoTime()).isEqualTo(7_000_000_000L);
  }

  @Test
  void shouldEndAllWhenClosed() {
    SimulatedClient client = cluster.startClient("a");
    cluster.settle();
    subscriber.pause();
    FeedQueue<MembershipChange> changes = subscriber.changes().queue();

    cluster.close();
    cluster.close();

    assertThat(changes.poll()).isNotNull();
    assertThat(changes.ended()).isTrue();
    assertThat(client.isAlive()).isFalse();
    assertThatThrownBy(() -> cluster.startClient("b")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldShowTheClusterWhereAConditionDoesNotHold() {
    cluster.startClient("a");
    cluster.settle();

    assertThatThrownBy(() -> cluster.advanceUntil(() -> false, Duration.ofSeconds(5)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("PT5S")
        .hasMessageContaining("seed 1")
        .hasMessageContaining("server1 alive LIVE roster 1 [a]")
        .hasMessageContaining("client a alive JOINED")
        .hasMessageContaining("subscriber1 alive LIVE roster 1 [a]");
    cluster.server(1).close();
    assertThatThrownBy(cluster::settle)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("calm has not come within PT1M30S");
  }

  @Test
  void shouldSayWhyAMemberLeft() {
    SimulatedClient client = cluster.startClient("a");
    cluster.settle();
    FeedQueue<MembershipChange> changes = subscriber.changes().queue();
    changes.clear();

    client.crash();
    cluster.advance(Duration.ofSeconds(1));

    assertThat(changes.poll().cause("a")).isEqualTo(Cause.LOST);
  }

  private static Instant at(long millis) {
    return VirtualTime.START.plusMillis(millis);
  }
}
