package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedHostTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final SimulatedHost host = cluster.startHost("app");

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void shouldRunAServerThatOtherHostsFindByItsName() throws Exception {
    SimulatedHost other = cluster.startHost("other");
    try (Server server = Server.start("tcp://*:1", "tcp://*:2", host.options());
        Client client = Client.start("tcp://app:1", Member.named("a"), other.options())) {
      assertThat(client.awaitJoined(TEN_SECONDS)).isTrue();
      assertThat(server.roster().names()).containsExactly("a");
      assertThat(server.urlServer()).isEqualTo("tcp://*:1");
    }
  }

  @Test
  void shouldKillAllHandlesOfAProcessAndRunTheNext() throws Exception {
    Client first = Client.start(cluster.urlServer(), Member.named("a"), host.options());
    Client second = Client.start(cluster.urlServer(), Member.named("b"), host.options());
    cluster.advance(TEN_SECONDS);
    assertThat(cluster.server(1).membership().roster().names()).containsExactly("a", "b");
    Options before = host.options();

    host.crash();
    cluster.advance(Duration.ofSeconds(1));
    assertThat(cluster.server(1).membership().roster().names()).isEmpty();
    first.close();
    second.close();
    assertThatThrownBy(() -> Client.start(cluster.urlServer(), Member.named("c"), before))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("process on simulated host 'app' was killed");

    host.restart();
    Client next = Client.start(cluster.urlServer(), Member.named("c"), host.options());
    assertThat(next.awaitJoined(TEN_SECONDS)).isTrue();
  }

  @Test
  void shouldStopAllHandlesOfAPausedHost() {
    Client.start(cluster.urlServer(), Member.named("a"), host.options());
    cluster.advance(TEN_SECONDS);

    host.pause();
    cluster.advance(TEN_SECONDS);
    assertThat(cluster.server(1).membership().roster().names()).isEmpty();
    Client late = Client.start(cluster.urlServer(), Member.named("b"), host.options());
    assertThatThrownBy(() -> late.awaitJoined(TEN_SECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("host 'app' is paused: nothing there can wait");
    host.resume();
    cluster.advance(TEN_SECONDS);
    assertThat(cluster.server(1).membership().roster().names()).containsExactly("a", "b");
  }

  @Test
  void shouldCallBackOnTheExecutorThatTheOptionsName() {
    List<Runnable> tasks = new ArrayList<>();
    Subscriber subscriber =
        Subscriber.start(
            cluster.urlPubSub(), host.options(Options.defaults().withExecutor(tasks::add)));
    subscriber.states().subscribe(state -> {});
    cluster.advance(TEN_SECONDS);
    assertThat(tasks).isNotEmpty();
  }

  @Test
  void shouldRefuseNamesThatAreTakenOrCanNotBeFound() {
    assertThatThrownBy(() -> cluster.startHost("server1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("host 'server1' is there already");
    assertThatThrownBy(() -> cluster.startHost("a b")).isInstanceOf(IllegalArgumentException.class);
    cluster.close();
    assertThatThrownBy(() -> cluster.startHost("late")).isInstanceOf(IllegalStateException.class);
  }
}
