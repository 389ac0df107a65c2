package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialerTest {
  @TempDir Path folder;

  private final Engine engine = Engine.acquire();
  private final List<Recorder> wires = new CopyOnWriteArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void bind() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    // What never comes fails a test, and doesn't hold it.
    server.setSoTimeout(30_000);
  }

  @AfterEach
  void close() throws IOException {
    engine.release();
    server.close();
  }

  @Test
  void shouldConnectAgainAfterALoss() throws IOException {
    dial("tcp://127.0.0.1:" + server.getLocalPort(), SocketLimits.defaults());

    server.accept().close();
    server.accept().close();

    await()
        .untilAsserted(
            () ->
                assertThat(wires.get(0).events)
                    .containsExactly("opened", "closed: the peer closed it"));
  }

  @Test
  void shouldLookUpAHost() throws IOException {
    dial("tcp://localhost:" + server.getLocalPort(), SocketLimits.defaults());

    try (Socket accepted = server.accept()) {
      await().until(() -> wires.size() == 1);
    }
  }

  @Test
  void shouldWaitForAListenerThatComesLater() {
    String endpoint = "ipc://" + folder.resolve("late.ipc");
    dial(endpoint, SocketLimits.defaults());
    Recorder accepted = new Recorder();

    engine.listen(Endpoint.toBind(endpoint).get(0), () -> accepted, SocketLimits.defaults());

    await().until(() -> accepted.events.contains("opened"));
    await().until(() -> wires.size() == 1);
  }

  @Test
  void shouldGiveUpOnAHandshakeThatTakesTooLong() throws IOException {
    dial(
        "tcp://127.0.0.1:" + server.getLocalPort(),
        SocketLimits.defaults().withHandshake(Duration.ofMillis(10)));

    try (Socket silent = server.accept();
        Socket next = server.accept()) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(next.isConnected()).isTrue();
    }
  }

  @Test
  void shouldDialNoMoreOnceItIsClosed() throws IOException {
    Dialer dialer = dial("tcp://127.0.0.1:" + server.getLocalPort(), SocketLimits.defaults());
    try (Socket accepted = server.accept()) {
      await().until(() -> wires.size() == 1);
      engine.call(
          () -> {
            dialer.close();
            return dialer;
          });

      assertThat(accepted.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(wires).hasSize(1);
    await().until(() -> wires.get(0).events.contains("closed: the dialer closes"));
  }

  @Test
  void shouldTryEachAddressOfAHostBeforeItPauses() throws IOException {
    Backoff hours = new Backoff(Duration.ofHours(1), Duration.ofHours(1), new Random(1));
    dial(List.of(nobody(), server.getLocalSocketAddress()), SocketLimits.defaults(), hours);

    server.accept().close();
  }

  @Test
  void shouldEndAPauseWhenItIsTold() throws IOException {
    Backoff hours = new Backoff(Duration.ofHours(1), Duration.ofHours(1), new Random(1));
    String endpoint = "tcp://127.0.0.1:" + server.getLocalPort();
    Dialer dialer =
        engine.dial(
            Endpoint.toConnect(endpoint).get(0), this::wire, SocketLimits.defaults(), hours);
    for (int i = 0; i < 3; i++) {
      int lost = i;
      server.accept().close();
      await().until(() -> wires.size() > lost && wires.get(lost).events.size() == 2);
      engine.call(
          () -> {
            dialer.dialNow();
            return null;
          });
    }
    server.accept().close();
  }

  @Test
  void shouldMakeAPauseAsLongAsItIsTold() throws IOException {
    Backoff hours = new Backoff(Duration.ofHours(1), Duration.ofHours(1), new Random(1));
    String endpoint = "tcp://127.0.0.1:" + server.getLocalPort();
    Dialer dialer =
        engine.dial(
            Endpoint.toConnect(endpoint).get(0), this::wire, SocketLimits.defaults(), hours);
    server.accept().close();
    await().until(() -> wires.size() == 1 && wires.get(0).events.size() == 2);
    engine.call(
        () -> {
          dialer.pauseFor(1);
          return null;
        });
    server.accept().close();
  }

  @Test
  void shouldTryLastWhoLetsItInButServesItNot() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      deaf.setSoTimeout(30_000);
      dial(
          List.of(deaf.getLocalSocketAddress(), server.getLocalSocketAddress()),
          SocketLimits.defaults().withHandshake(Duration.ofMillis(20)),
          backoff());
      deaf.accept();

      server.accept();
    }
  }

  @Test
  void shouldStayWithTheAddressThatServedIt() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      List<SocketAddress> addresses =
          List.of(server.getLocalSocketAddress(), other.getLocalSocketAddress());
      dial(addresses, SocketLimits.defaults(), backoff());
      for (int i = 1; i <= 5; i++) {
        Socket accepted = server.accept();
        awaitOpened(i);
        Recorder newest = wires.get(i - 1);
        engine.call(() -> established(newest));
        accepted.close();
      }
    }
  }

  private static boolean established(Recorder wire) {
    wire.connection.established();
    return true;
  }

  private void awaitOpened(int many) {
    await().until(() -> wires.size() == many && wires.get(many - 1).connection != null);
  }

  /** Where nobody listens. */
  private static SocketAddress nobody() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.7.7.10"))) {
      return gone.getLocalSocketAddress();
    }
  }

  private Dialer dial(String endpoint, SocketLimits limits) {
    return engine.dial(Endpoint.toConnect(endpoint).get(0), this::wire, limits, backoff());
  }

  private void dial(List<SocketAddress> addresses, SocketLimits limits, Backoff backoff) {
    engine.dial(
        Endpoint.toConnect("tcp://many.example:1").get(0),
        this::wire,
        limits,
        backoff,
        (endpoint, then) -> then.accept(addresses));
  }

  private Wire wire() {
    Recorder wire = new Recorder();
    wires.add(wire);
    return wire;
  }

  private static Backoff backoff() {
    return new Backoff(Duration.ofMillis(1), Duration.ofMillis(20), new Random(1));
  }
}
