package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Member;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedNodeTest {
  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final SimulatedServer server = cluster.server(1);
  private final SimulatedClient client = cluster.startClient("a");

  @Test
  void shouldRefuseToEndOrStopWhoIsGone() {
    client.crash();

    assertThatThrownBy(client::crash)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("crash a: it has crashed or was closed");
    assertThatThrownBy(client::pause).isInstanceOf(IllegalStateException.class);
    client.close();
    assertThat(client.isAlive()).isFalse();
  }

  @Test
  void shouldRefuseToResumeWhoRuns() {
    assertThatThrownBy(client::resume)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("resume a: it is not paused");
  }

  @Test
  void shouldRefuseToStartAServerTwice() {
    assertThatThrownBy(server::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("start server1: it has not ended, it is alive");
    server.pause();
    assertThatThrownBy(server::start).hasMessageContaining("it is paused");
    assertThatThrownBy(server::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'server1' is paused");
  }

  @Test
  void shouldRestartAServerThatIsPausedOrGone() {
    server.pause();
    server.restart();
    cluster.settle();
    server.crash();
    server.restart();
    cluster.settle();

    assertThat(server.isAlive()).isTrue();
    assertThat(server.isPaused()).isFalse();
    assertThat(server.membership().roster().names()).containsExactly("a");
  }

  @Test
  void shouldRefuseAnUpdateToAnotherName() {
    assertThatThrownBy(() -> client.update(Member.named("b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name 'b' is not 'a', which this client has");
  }

  @Test
  void shouldRefuseServersThatAreNotThere() {
    assertThatThrownBy(() -> cluster.server(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("server 2 is not 1 to 1");
    assertThatThrownBy(() -> SimulatedCluster.builder().servers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("servers 0 is not 1 to 16");
  }

  @Test
  void shouldTakeTheNextStartOfAClientForAnUpdate() {
    SimulatedSubscriber subscriber = cluster.startSubscriber();
    cluster.settle();
    List<String> told = Told.by(subscriber);

    client.crash();
    SimulatedClient next = cluster.startClient("a");
    cluster.advance(Duration.ofSeconds(1));

    assertThat(told).containsExactly("+a", "LIVE", "~a");
    assertThat(subscriber.roster().members()).containsExactly(next.self());
  }
}
