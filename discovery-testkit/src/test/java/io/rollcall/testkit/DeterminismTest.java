package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  @Test
  void shouldRunTheSameTwiceWithTheSameSeed() {
    List<String> first = run(7);

    assertThat(first).hasSizeGreaterThan(10);
    assertThat(run(7)).isEqualTo(first);
  }

  @Test
  void shouldRunAnotherWithAnotherSeed() {
    assertThat(run(8)).isNotEqualTo(run(7));
  }

  @Test
  void shouldForgetWhatWasDrawnBeforeItsStart() {
    VirtualTime time = VirtualTime.start();
    ManualMembership.start(time).join("x", "y");

    assertThat(run(7, time)).isEqualTo(run(7));
  }

  private static List<String> run(long seed) {
    return run(seed, VirtualTime.start());
  }

  /** All that a subscriber is told in bad conditions, to the nanosecond. */
  private static List<String> run(long seed, VirtualTime time) {
    List<String> told = new ArrayList<>();
    try (SimulatedCluster cluster =
        SimulatedCluster.builder().seed(seed).servers(2).time(time).start()) {
      SimulatedSubscriber subscriber = cluster.startSubscriber();
      Told.by(subscriber, what -> told.add(time.nanoTime() + " " + what));
      cluster.network().lose(0.2);
      cluster.network().delay(Duration.ofMillis(300));
      List<SimulatedClient> clients = new ArrayList<>();
      for (String name : List.of("a", "b", "c", "d", "e")) {
        clients.add(cluster.startClient(name));
        cluster.advance(Duration.ofSeconds(1));
      }
      cluster.server(1).restart();
      clients.get(0).crash();
      clients.get(1).close();
      clients.get(2).pause();
      cluster.advance(Duration.ofSeconds(10));
      told.add(cluster.servers() + " " + clients + " " + subscriber);
    }
    return told;
  }
}
