package io.rollcall.daemon;

import static io.rollcall.daemon.TestDaemons.at;
import static io.rollcall.daemon.TestDaemons.await;
import static io.rollcall.daemon.TestDaemons.manager;
import static io.rollcall.daemon.TestDaemons.metric;
import static io.rollcall.daemon.TestDaemons.started;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The line protocol over raw sockets. Workers that nobody can reach stay while they are connected.
 */
class TextPortTest {
  private final Daemon daemon = manager();

  @AfterEach
  void close() {
    daemon.close();
  }

  private RawPeer peer() throws IOException {
    return new RawPeer(daemon.port());
  }

  @Test
  void shouldAnswerPipelinedLinesInTheirOrder() throws IOException {
    try (RawPeer peer = peer()) {
      peer.send("ping\r\nworkers\nfoo\r\nfoo :: x\nnodes\nservers\nping\n");

      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        answers.add(peer.line());
      }
      assertThat(answers).containsExactly("pong", "", "unknown command", "405", "", "", "pong");
    }
  }

  @Test
  void shouldAnswerWithLineFeedsAlone() throws IOException {
    try (RawPeer peer = peer()) {
      peer.send("ping\r\nfoo\r\n");
      peer.socket.shutdownOutput();

      assertThat(peer.socket.getInputStream().readAllBytes())
          .asString()
          .isEqualTo("pong\nunknown command\n");
    }
  }

  @Test
  void shouldListWhoHasRegisteredUntilItsConnectionEnds() throws IOException {
    try (RawPeer asking = peer()) {
      RawPeer first = new RawPeer("127.0.0.2", daemon.port());
      assertThat(first.ask("register_server :: 9000")).isEqualTo("200");
      try (RawPeer second = peer()) {
        assertThat(second.ask("register_server :: 8082")).isEqualTo("200");

        assertThat(asking.ask("workers")).isEqualTo("127.0.0.1:8082|127.0.0.2:9000");
        assertThat(asking.ask("nodes")).isEqualTo("127.0.0.1|127.0.0.2");
        assertThat(asking.ask("servers")).isEqualTo("127.0.0.1|127.0.0.2");
        assertThat(daemon.workers()).containsExactly("127.0.0.1:8082", "127.0.0.2:9000");
        assertThat(daemon.nodes()).containsExactly("127.0.0.1", "127.0.0.2");

        first.close();

        await().untilAsserted(() -> assertThat(daemon.workers()).containsExactly("127.0.0.1:8082"));
      }
    }
  }

  /** gdsm unbinds the worker at the next line of its connection. */
  @Test
  void shouldKeepAWorkerThatAsksOnTheConnectionOnWhichItRegistered() throws IOException {
    RawPeer worker = peer();
    worker.send("register_server :: 8082\nping\nworkers\n");

    assertThat(List.of(worker.line(), worker.line(), worker.line()))
        .containsExactly("200", "pong", "127.0.0.1:8082");

    worker.close();
    await().untilAsserted(() -> assertThat(daemon.workers()).isEmpty());
  }

  @Test
  void shouldListTwoOfOneHostTwice() throws IOException {
    try (RawPeer one = peer();
        RawPeer other = peer()) {
      one.ask("register_server :: 8082");
      other.ask("register_server :: 8083");

      assertThat(one.ask("nodes")).isEqualTo("127.0.0.1|127.0.0.1");
      assertThat(daemon.nodes()).containsExactly("127.0.0.1", "127.0.0.1");
    }
  }

  @Test
  void shouldListOpenConnectionsTheOldestFirst() throws IOException {
    try (RawPeer first = peer();
        RawPeer second = peer()) {
      first.ask("ping");
      assertThat(second.ask("clients")).isEqualTo(first.address() + "|" + second.address());
      assertThat(daemon.clients()).containsExactly(first.address(), second.address());

      first.close();

      await().untilAsserted(() -> assertThat(daemon.clients()).containsExactly(second.address()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "65536", "-1", "x", "10.0.0.9:8081", " 8081"})
  void shouldNotRegisterWhatIsNoPort(String port) throws IOException {
    try (RawPeer peer = peer()) {
      assertThat(peer.ask("register_server :: " + port)).isEqualTo("405");
      assertThat(daemon.workers()).isEmpty();
    }
  }

  @Test
  void shouldRefuseAForgedListAndAForgedDeparture() throws IOException {
    try (RawPeer worker = peer();
        RawPeer stranger = new RawPeer("127.0.0.3", daemon.port())) {
      worker.ask("register_server :: 8082");

      assertThat(stranger.ask("update_servers :: 6.6.6.6:80")).isEqualTo("403");
      assertThat(stranger.ask("remove_client :: " + worker.address())).isEqualTo("403");

      assertThat(worker.ask("workers")).isEqualTo("127.0.0.1:8082");
      assertThat(metric(daemon, "forbidden")).isEqualTo(2);
    }
  }

  @Test
  void shouldRegisterFromAllowedNetworksAlone() throws IOException {
    try (Daemon guarded = started(at("127.0.0.1").manager().allow("127.0.0.2/31,10.0.0.0/8"));
        RawPeer stranger = new RawPeer("127.0.0.4", guarded.port());
        RawPeer worker = new RawPeer("127.0.0.3", guarded.port())) {
      assertThat(stranger.ask("register_server :: 8082")).isEqualTo("403");
      assertThat(stranger.ask("workers")).isEmpty();
      assertThat(worker.ask("register_server :: 8082")).isEqualTo("200");
      assertThat(stranger.ask("workers")).isEqualTo("127.0.0.3:8082");
      assertThat(metric(guarded, "forbidden")).isEqualTo(1);
    }
  }

  /** Its own connection comes from 127.0.0.1, which the networks don't name. */
  @Test
  void shouldListItselfWithoutAManagerWhateverNetworksMayRegister() throws IOException {
    try (Daemon alone = started(at("127.0.0.1").allow("10.0.0.0/8"));
        RawPeer stranger = new RawPeer(alone.port())) {
      await().until(() -> alone.workers().equals(List.of("127.0.0.1:" + alone.port())));
      assertThat(stranger.ask("register_server :: 8082")).isEqualTo("403");
    }
  }
}
