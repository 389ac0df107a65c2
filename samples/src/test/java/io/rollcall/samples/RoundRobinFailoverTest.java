package io.rollcall.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.State;
import io.rollcall.discovery.pick.Picker;
import io.rollcall.discovery.pick.Policy;
import io.rollcall.testkit.SimulatedClient;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedSubscriber;
import io.rollcall.testkit.Simulation;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picker and what servers and clients really do, in a simulated cluster. */
@Simulation(servers = 2)
class RoundRobinFailoverTest {
  private final SimulatedCluster cluster;
  private final SimulatedSubscriber subscriber;
  private final SimulatedClient a;
  private final Picker picker;

  RoundRobinFailoverTest(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.subscriber = cluster.startSubscriber();
    this.a = cluster.startClient("a");
    cluster.startClient("b");
    this.picker =
        Picker.of(
            subscriber.expiring(Duration.ofSeconds(30), cluster.time().executor()),
            Policy.roundRobin());
    cluster.settle();
  }

  @Test
  void shouldNotNoticeThatAServerFailsOver() {
    cluster.server(1).crash();
    for (int second = 0; second < 60; second++) {
      cluster.advance(Duration.ofSeconds(1));
      assertThat(subscriber.state()).isEqualTo(State.LIVE);
      assertThat(picked()).containsExactlyInAnyOrder("a", "b");
    }

    cluster.server(1).start();
    cluster.settle();
    assertThat(picked()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void shouldBridgeARestartOfAllServers() {
    cluster.servers().forEach(server -> server.crash());
    cluster.advance(Duration.ofSeconds(20));
    cluster.servers().forEach(server -> server.start());
    cluster.advance(Duration.ofMinutes(1));

    assertThat(picked()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void shouldPickNobodyWhenAllServersStayAway() {
    cluster.servers().forEach(server -> server.crash());
    cluster.advance(Duration.ofSeconds(34));

    assertThat(picked()).isEmpty();
  }

  @Test
  void shouldDropAKilledWorkerWithinTheLossGrace() {
    a.crash();
    cluster.advance(Duration.ofMillis(300));

    assertThat(picked()).containsExactly("b");
  }

  private Set<String> picked() {
    return Stream.generate(picker::pick)
        .limit(4)
        .flatMap(pick -> pick.stream())
        .map(member -> member.name())
        .collect(Collectors.toSet());
  }
}
