package io.rollcall.daemon;

import static io.rollcall.daemon.TestDaemons.PATIENCE;
import static io.rollcall.daemon.TestDaemons.address;
import static io.rollcall.daemon.TestDaemons.at;
import static io.rollcall.daemon.TestDaemons.await;
import static io.rollcall.daemon.TestDaemons.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A daemon that joins a Rollcall server. */
class ServerMemberTest {
  private final Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0");

  @AfterEach
  void close() {
    server.close();
  }

  private DaemonBuilder member() {
    return at("127.0.0.1").server(server.urlServer(), server.urlPubSub());
  }

  @Test
  void shouldJoinAsItsAddressAndAnswerFromTheRoster() throws Exception {
    try (Daemon one = started(member());
        Daemon other = started(member());
        Client application = Client.start(server.urlServer(), "client1");
        RawPeer peer = new RawPeer(one.port())) {
      assertThat(application.awaitJoined(PATIENCE)).isTrue();
      await().until(() -> server.roster().members().size() == 3);
      assertThat(server.roster().names()).contains(address(one), address(other));
      await().until(() -> one.roster().members().size() == 3);

      List<String> daemons = List.of(address(one), address(other)).stream().sorted().toList();
      assertThat(one.workers()).isEqualTo(daemons);
      assertThat(peer.ask("workers")).isEqualTo(String.join("|", daemons));
      assertThat(peer.ask("nodes")).isEqualTo("127.0.0.1|127.0.0.1");
      assertThat(one.awaitLive(PATIENCE)).isTrue();

      other.close();

      await().until(() -> one.workers().equals(List.of(address(one))));
      assertThat(one.roster().names()).contains("client1");
    }
    await().until(() -> server.roster().members().isEmpty());
  }

  @Test
  void shouldJoinUnderTheNameThatItIsGiven() {
    try (Daemon daemon = started(member().name("10.0.0.3:8081"))) {
      await().until(() -> daemon.workers().equals(List.of("10.0.0.3:8081")));
    }
  }

  @Test
  void shouldLetNobodyRegisterAndTakeNoList() throws IOException {
    try (Daemon daemon = started(member());
        RawPeer peer = new RawPeer(daemon.port())) {
      assertThat(peer.ask("register_server :: 80")).isEqualTo("403");
      assertThat(peer.ask("update_servers :: a:1")).isEqualTo("403");
      assertThat(peer.ask("remove_client :: a:1")).isEqualTo("403");
    }
  }

  @Test
  void shouldBeStaleWhileTheServerIsAway() {
    try (Daemon daemon = started(member())) {
      await().until(() -> daemon.state() == State.LIVE);

      server.close();

      await().until(() -> daemon.state() == State.STALE);
      assertThat(daemon.workers()).containsExactly(address(daemon));
    }
  }

  @Test
  void shouldGoOnLookingForAServerWhoseNameIsUnknown() {
    Daemon daemon =
        started(at("127.0.0.1").server("tcp://nowhere.invalid:1", "tcp://nowhere.invalid:2"));
    assertThat(daemon.state()).isEqualTo(State.SYNCING);
    assertThat(daemon.workers()).isEmpty();

    daemon.close();

    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("rollcall-daemon-address")));
  }

  /** Not even the thread that looks for its address. */
  @Test
  void shouldLeaveNothingBehindWhenItIsClosedAtOnce() {
    for (int i = 0; i < 50; i++) {
      started(member()).close();

      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().equals("rollcall-daemon-address"));
    }
    await().until(() -> server.roster().members().isEmpty());
  }

  private DaemonBuilder withoutKeys() {
    Path nowhere = Path.of("/nonexistent/keys");
    return member().options(Options.defaults().withSecurity(Security.curve(nowhere, nowhere)));
  }

  @Test
  void shouldNotStartWhereItsKeysCantBeRead() {
    Daemon daemon = withoutKeys().name("a:1").build();

    assertThatThrownBy(daemon::start)
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("/nonexistent/keys");
    daemon.close();
  }

  /** Under its own address it joins later, when it has found that. */
  @Test
  void shouldEndWhereThatShowsAfterItsStart() throws Exception {
    try (Daemon daemon = withoutKeys().build()) {
      daemon.start();

      assertThatThrownBy(daemon::await)
          .isInstanceOf(DiscoveryException.class)
          .hasMessageContaining("/nonexistent/keys");
      assertThat(daemon.isClosed()).isTrue();
    }
  }
}
