package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a dialer waits for an address, and how long for a handshake, by a clock of its own. */
class DialPatienceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final SocketLimits LIMITS =
      SocketLimits.defaults()
          .withConnect(Duration.ofSeconds(3))
          .withHandshake(Duration.ofSeconds(10));

  private final StillPlatform platform = new StillPlatform();
  private final Engine engine = Engine.invoked("patient", platform);
  private final List<Recorder> wires = new ArrayList<>();

  @AfterEach
  void end() {
    engine.release();
    engine.invoke();
  }

  private void dial(SocketAddress... addresses) {
    Duration hours = Duration.ofHours(1);
    engine.dial(
        Endpoint.toConnect("tcp://many.example:1").get(0),
        () -> {
          Recorder wire = new Recorder();
          wires.add(wire);
          return wire;
        },
        LIMITS,
        new Backoff(hours, hours, new Random(1)),
        (endpoint, then) -> then.accept(List.of(addresses)));
    // In the first turn it has the addresses, in the second it connects.
    turn();
    turn();
  }

  /** A turn of the loop that waits for nothing. */
  private void turn() {
    engine.execute(() -> {});
    engine.invoke();
  }

  private void awaitWires(int many) {
    while (wires.size() < many) {
      turn();
    }
  }

  @Test
  void shouldTryTheNextAddressWhereOneDoesNotAnswer() throws IOException {
    List<SocketChannel> queue = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Once its queue is full the system drops each SYN.
      for (int i = 0; i < 8; i++) {
        SocketChannel one = SocketChannel.open();
        queue.add(one);
        one.configureBlocking(false);
        one.connect(deaf.getLocalSocketAddress());
      }
      dial(deaf.getLocalSocketAddress(), other.getLocalSocketAddress());
      platform.now += 2 * SECOND;
      turn();
      assertThat(wires).isEmpty();

      platform.now += 2 * SECOND;
      turn();
      turn();
      awaitDialled(other);
      awaitWires(1);
    } finally {
      for (SocketChannel each : queue) {
        each.close();
      }
    }
  }

  private void awaitDialled(ServerSocket by) throws IOException {
    by.setSoTimeout(10_000);
    by.accept().close();
  }

  @Test
  void shouldMeasureTheHandshakeFromTheConnectionOn() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort()));
      awaitWires(1);
      Recorder wire = wires.get(0);
      platform.now += 9 * SECOND;
      turn();
      assertThat(wire.events).containsExactly("opened");

      platform.now += 2 * SECOND;
      turn();
      turn();
      assertThat(wire.events).containsExactly("opened", "closed: no handshake in PT10S");
    }
  }
}
