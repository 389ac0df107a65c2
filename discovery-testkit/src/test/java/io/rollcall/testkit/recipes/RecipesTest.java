package io.rollcall.testkit.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Status;
import io.rollcall.testkit.ManualMembership;
import io.rollcall.testkit.RollcallExtension;
import io.rollcall.testkit.SimulatedClient;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedHost;
import io.rollcall.testkit.SimulatedSubscriber;
import io.rollcall.testkit.Simulation;
import io.rollcall.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/guide/testing.md} shows, as it stands there. */
@ExtendWith(RollcallExtension.class)
class RecipesTest {

  @Test
  void shouldForgetWhoLeaves(ManualMembership membership) {
    membership.join("a", "b");
    Peers peers = new Peers(membership, Duration.ofSeconds(30), membership.time().executor());

    membership.leave("a", Cause.LOST);

    assertThat(peers.names()).containsExactly("b");
  }

  @Test
  void shouldDropPeersAfterHalfAMinuteOfSilence(VirtualTime time, ManualMembership membership) {
    membership.join("a", "b");
    Peers peers = new Peers(membership, Duration.ofSeconds(30), time.executor());

    membership.stale();
    time.advance(Duration.ofSeconds(29));
    assertThat(peers.names()).containsExactly("a", "b");
    time.advance(Duration.ofSeconds(1));
    assertThat(peers.names()).isEmpty();

    membership.becomeLive();
    assertThat(peers.names()).containsExactly("a", "b");
  }

  @Test
  void shouldNotNoticeAFailover(VirtualTime time, ManualMembership membership) {
    membership.join("a");
    Peers peers = new Peers(membership, Duration.ofSeconds(30), time.executor());

    membership.failover();
    time.advance(Duration.ofMinutes(5));

    assertThat(peers.names()).containsExactly("a");
  }

  @Test
  void shouldSeeSeveralThingsAsOneChange(ManualMembership membership) {
    membership.join("a", "b");
    FeedQueue<MembershipChange> changes = membership.changes().queue();
    changes.clear();

    membership.gather(
        () -> {
          membership.leave("a");
          membership.update(Member.named("b").withStatus(Status.OFFLINE));
          membership.join("c");
        });

    assertThat(changes).hasSize(1);
    assertThat(changes.poll().roster().names()).containsExactly("b", "c");
  }

  @Test
  void shouldTellARestartFromAReturn(ManualMembership membership) {
    membership.join("a");
    Member first = membership.roster().find("a").orElseThrow();

    membership.leave("a", Cause.SILENT);
    membership.join(first);
    assertThat(membership.roster().find("a")).contains(first);

    membership.restart("a");
    assertThat(membership.roster().find("a").orElseThrow().incarnation())
        .isNotEqualTo(first.incarnation());
  }

  @Test
  void shouldMergeChangesForASlowReader(VirtualTime time) {
    Options narrow = Options.defaults().withBacklog(1);
    ManualMembership membership = ManualMembership.start(time, narrow);
    FeedQueue<MembershipChange> changes = membership.changes().queue();

    membership.join("a");
    membership.join("b");
    membership.leave("a");

    MembershipChange net = changes.poll();
    assertThat(net.joined()).extracting(Member::name).containsExactly("b");
    assertThat(net.left()).isEmpty();
  }

  @Test
  void shouldFollowAScript(VirtualTime time, ManualMembership membership) {
    time.after(Duration.ofSeconds(1), () -> membership.join("a"));
    time.after(Duration.ofSeconds(2), membership::stale);
    Peers peers = new Peers(membership, Duration.ofSeconds(30), time.executor());

    time.advance(Duration.ofSeconds(31));
    assertThat(peers.names()).containsExactly("a");
    time.advance(Duration.ofSeconds(1));
    assertThat(peers.names()).isEmpty();
  }

  @Test
  @Simulation(servers = 2)
  void shouldNotNoticeThatOneOfTwoServersCrashes(SimulatedCluster cluster) {
    SimulatedSubscriber subscriber = cluster.startSubscriber();
    Peers peers = new Peers(subscriber, Duration.ofSeconds(5), cluster.time().executor());
    cluster.startClient("a");
    cluster.settle();

    cluster.server(1).crash();
    cluster.advance(Duration.ofMinutes(5));

    assertThat(subscriber.state()).isEqualTo(State.LIVE);
    assertThat(peers.names()).containsExactly("a");
  }

  @Test
  void shouldForgetAFrozenProcessWithinFourSeconds(SimulatedCluster cluster) {
    SimulatedSubscriber subscriber = cluster.startSubscriber();
    SimulatedClient client = cluster.startClient("a");
    cluster.settle();

    client.pause();
    Duration took =
        cluster.advanceUntil(() -> subscriber.roster().names().isEmpty(), Duration.ofMinutes(1));

    assertThat(took).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void shouldComeBackAfterAPartition(SimulatedCluster cluster) {
    SimulatedSubscriber subscriber = cluster.startSubscriber();
    SimulatedClient client = cluster.startClient("a");
    cluster.settle();

    cluster.network().cut(client, cluster.server(1));
    cluster.advanceUntil(() -> subscriber.roster().names().isEmpty(), Duration.ofSeconds(5));
    cluster.network().heal();
    cluster.settle();

    assertThat(subscriber.roster().names()).containsExactly("a");
  }

  @Test
  void shouldRunTheRealClientInVirtualTime(SimulatedCluster cluster) throws Exception {
    SimulatedHost host = cluster.startHost("app");
    try (ClientWithSub app =
        ClientWithSub.start(
            cluster.urlServer(), cluster.urlPubSub(), Member.named("app"), host.options())) {
      assertThat(app.awaitLive(Duration.ofSeconds(10))).isTrue();
      assertThat(app.roster().names()).containsExactly("app");

      cluster.network().cut(host, cluster.server(1));
      cluster.advance(Duration.ofSeconds(10));
      assertThat(app.state()).isEqualTo(State.STALE);

      cluster.network().heal();
      assertThat(app.awaitLive(Duration.ofSeconds(10))).isTrue();
    }
    cluster.advance(Duration.ofMillis(20));
    assertThat(cluster.server(1).membership().roster().names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldHoldInBadWeather(long seed) {
    try (SimulatedCluster cluster =
        SimulatedCluster.builder().seed(seed).servers(2).options(Options.lan()).start()) {
      SimulatedSubscriber subscriber = cluster.startSubscriber();
      cluster.startClient("a");
      cluster.network().lose(0.1);
      cluster.network().delay(Duration.ofMillis(50));
      cluster.advance(Duration.ofSeconds(20));

      cluster.network().calm();
      cluster.settle();

      assertThat(subscriber.roster().names()).isEqualTo(List.of("a"));
    }
  }
}
