package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.ClientState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {
  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final SimulatedNetwork network = cluster.network();
  private final SimulatedServer server = cluster.server(1);
  private final SimulatedClient client = cluster.startClient("a");
  private final SimulatedSubscriber subscriber = cluster.startSubscriber();

  @BeforeEach
  void settle() {
    cluster.settle();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void shouldLetAClientThatIsCutOffFallSilentAndComeBack() {
    List<String> told = Told.by(subscriber);

    network.cut(client, server);
    cluster.advance(Duration.ofSeconds(5));
    network.heal(server, client);
    cluster.settle();

    assertThat(told).containsExactly("+a", "LIVE", "-a SILENT", "+a");
  }

  @Test
  void shouldLeaveASubscriberThatIsCutOffWithWhatItKnew() {
    List<String> told = Told.by(subscriber);

    network.isolate(subscriber);
    cluster.startClient("b");
    cluster.advance(Duration.ofSeconds(10));
    assertThat(told).containsExactly("+a", "LIVE", "STALE");
    network.heal();
    cluster.settle();

    assertThat(told).startsWith("+a", "LIVE", "STALE").contains("+b", "LIVE").hasSize(5);
  }

  @Test
  void shouldBearABrokenConnection() {
    List<String> told = Told.by(subscriber);

    network.reset(client);
    cluster.advanceUntil(
        () -> client.state().phase() == ClientState.Phase.JOINING, Duration.ofSeconds(1));
    cluster.settle();

    assertThat(told).containsExactly("+a", "LIVE");
  }

  @Test
  void shouldLoseAndDelayPacketsUntilItIsCalm() {
    network.lose(1);
    assertThat(untilUpdateIsSeen()).isGreaterThan(Duration.ofMillis(400));
    network.calm();
    network.delay(Duration.ofMillis(400));
    assertThat(untilUpdateIsSeen()).isGreaterThan(Duration.ofMillis(20));
    network.calm();
    cluster.advance(Duration.ofSeconds(1));
    assertThat(untilUpdateIsSeen()).isLessThan(Duration.ofMillis(20));
  }

  private Duration untilUpdateIsSeen() {
    client.update(client.self().withAttribute("at", cluster.time().now().toString()));
    return cluster.advanceUntil(
        () -> subscriber.roster().members().contains(client.self()), Duration.ofSeconds(5));
  }

  @Test
  void shouldRefuseWhatIsOutOfBounds() {
    for (double probability : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> network.lose(probability))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("probability " + probability + " is not 0 to 1");
    }
    assertThatThrownBy(() -> network.delay(Duration.ofHours(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delay is PT2H; it must be PT0S to PT1H");
  }

  @Test
  void shouldRefuseWhoIsNotOfTheCluster() {
    try (SimulatedCluster other = SimulatedCluster.start()) {
      assertThatThrownBy(() -> network.cut(client, other.server(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("server1 is of another cluster");
    }
    assertThatThrownBy(() -> network.cut(client, client))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a can't be cut off from itself");
  }
}
