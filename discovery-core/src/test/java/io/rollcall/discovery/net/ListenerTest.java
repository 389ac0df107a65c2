package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.DiscoveryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerTest {
  private static final String LOCAL = "tcp://127.0.0.1:0";

  @TempDir Path folder;

  private final Engine engine = Engine.acquire();
  private final List<Recorder> wires = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket each : sockets) {
      each.close();
    }
    engine.release();
  }

  @Test
  void shouldHandOverWhatComesAndWriteBack() throws IOException {
    Listener listener = listen(LOCAL, SocketLimits.defaults());
    Socket peer = peer(listener);
    peer.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
    await().untilAsserted(() -> assertThat(first().events).containsExactly("opened", "hello"));

    ByteBuffer answer = ByteBuffer.wrap(new byte[] {1, 2, 3});
    assertThat(engine.call(() -> first().connection.write(answer))).isTrue();

    assertThat(peer.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
    assertThat(answer.remaining()).isEqualTo(3);

    peer.close();
    await()
        .untilAsserted(
            () -> assertThat(first().events).last().isEqualTo("closed: the peer closed it"));
    assertThat(listener.connections()).isZero();
  }

  @Test
  void shouldNameTheEndpointThatIsInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      String taken = "tcp://127.0.0.1:" + other.getLocalPort();

      assertThatThrownBy(() -> listen(taken, SocketLimits.defaults()))
          .isInstanceOf(DiscoveryException.class)
          .hasMessageContaining("endpoint '" + taken + "' can't be bound: ");
    }
  }

  @Test
  void shouldFreeThePortAtClose() throws IOException {
    // An address where nobody else looks for a port.
    Listener listener = listen("tcp://127.7.7.7:0", SocketLimits.defaults());
    Socket peer = peer(listener);
    awaitOpened(1);

    close(listener);

    try (ServerSocket next = new ServerSocket()) {
      next.bind(peer.getRemoteSocketAddress());
    }
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void shouldReplaceTheFileOfADeadSocketAndRemoveItsOwn() throws IOException {
    Path path = folder.resolve("roll.ipc");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();

    Listener listener = listen("ipc://" + path, SocketLimits.defaults());
    try (SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      awaitOpened(1);
      assertThat(engine.call(() -> first().connection.address())).isEqualTo("ipc://" + path);
    }
    close(listener);

    assertThat(path).doesNotExist();
  }

  @Test
  void shouldNotTakeTheFileOfALivingSocket() {
    String endpoint = "ipc://" + folder.resolve("roll.ipc");
    listen(endpoint, SocketLimits.defaults());

    assertThatThrownBy(() -> listen(endpoint, SocketLimits.defaults()))
        .hasMessage("endpoint '" + endpoint + "' can't be bound: Address already in use");
  }

  @Test
  void shouldLeaveAFileThatIsNoSocket() throws IOException {
    Path path = Files.writeString(folder.resolve("notes"), "mine");

    assertThatThrownBy(() -> listen("ipc://" + path, SocketLimits.defaults()))
        .isInstanceOf(DiscoveryException.class);
    assertThat(path).hasContent("mine");
  }

  @Test
  void shouldRefuseBeyondTheLimitAndCount() throws IOException {
    Listener listener = listen(LOCAL, SocketLimits.defaults().withConnections(1));
    peer(listener);
    awaitOpened(1);
    engine.call(
        () -> {
          first().connection.established();
          return first();
        });

    assertThat(peer(listener).getInputStream().read()).isEqualTo(-1);

    assertThat(listener.refused()).isEqualTo(1);
    assertThat(first().events).containsExactly("opened");
  }

  @Test
  void shouldCutTheOldestHalfOpenOneForANewcomer() throws IOException {
    Listener listener = listen(LOCAL, SocketLimits.defaults().withHalfOpen(1));
    Socket oldest = peer(listener);
    awaitOpened(1);
    peer(listener);

    assertThat(oldest.getInputStream().read()).isEqualTo(-1);
    awaitOpened(2);
    assertThat(listener.cut()).isEqualTo(1);
    assertThat(wires.get(1).events).containsExactly("opened");
  }

  @Test
  void shouldCutAHandshakeThatTakesTooLong() throws IOException {
    Listener listener = listen(LOCAL, SocketLimits.defaults().withHandshake(Duration.ofMillis(10)));

    assertThat(peer(listener).getInputStream().read()).isEqualTo(-1);

    assertThat(listener.cut()).isEqualTo(1);
    await()
        .untilAsserted(
            () ->
                assertThat(first().events)
                    .containsExactly("opened", "closed: no handshake in PT0.01S"));
  }

  @Test
  void shouldSaveTheOthersWhenACallbackThrows() throws IOException {
    Listener listener =
        engine.listen(
            Endpoint.toBind(LOCAL).get(0),
            () -> {
              Recorder wire =
                  new Recorder() {
                    @Override
                    public void received(ByteBuffer bytes) throws WireException {
                      if (bytes.get(bytes.position()) == 'x') {
                        throw new StackOverflowError("on purpose");
                      }
                      super.received(bytes);
                    }
                  };
              wires.add(wire);
              return wire;
            },
            SocketLimits.defaults());
    Socket bad = peer(listener);
    Socket good = peer(listener);
    bad.getOutputStream().write('x');

    assertThat(bad.getInputStream().read()).isEqualTo(-1);

    good.getOutputStream().write('y');
    await().until(() -> wires.stream().anyMatch(wire -> wire.events.contains("y")));
  }

  @Test
  void shouldHaveReadWhatHadArrivedBeforeABarrier() throws Exception {
    Listener listener = listen(LOCAL, SocketLimits.defaults());
    List<Socket> peers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      peers.add(peer(listener));
    }
    awaitOpened(20);
    // Both commands come in one go, and all of it arrives while the first holds the thread.
    CompletableFuture<Void> before = new CompletableFuture<>();
    CompletableFuture<Void> holds = new CompletableFuture<>();
    CompletableFuture<Void> hold = new CompletableFuture<>();
    CompletableFuture<Long> heard = new CompletableFuture<>();
    engine.execute(before::join);
    engine.execute(
        () -> {
          holds.complete(null);
          hold.join();
        });
    engine.whenRead(() -> heard.complete(octets()));
    before.complete(null);
    holds.get(30, TimeUnit.SECONDS);
    peers.add(peer(listener));
    for (Socket each : peers) {
      each.getOutputStream().write(new byte[20_000]);
    }
    hold.complete(null);

    assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo(21 * 20_000);
  }

  @Test
  void shouldFinishOnceAllIsWritten() throws IOException {
    Listener listener = listen(LOCAL, SocketLimits.defaults());
    Socket peer = peer(listener);
    awaitOpened(1);
    byte[] much = new byte[20_000_000];
    engine.execute(
        () -> {
          first().connection.write(ByteBuffer.wrap(much));
          first().connection.finish(TimeUnit.MINUTES.toNanos(1), "done");
        });

    assertThat(peer.getInputStream().readAllBytes()).hasSize(much.length);
    await().untilAsserted(() -> assertThat(first().events).last().isEqualTo("closed: done"));
  }

  @Test
  void shouldTakeNoMoreForAPeerThatNeverReads() throws IOException {
    Listener listener = listen(LOCAL, SocketLimits.defaults().withQueueOctets(100_000));
    peer(listener);
    awaitOpened(1);
    ByteBuffer message = ByteBuffer.allocate(1000);

    long taken =
        engine.call(
            () -> {
              long count = 0;
              while (first().connection.write(message)) {
                count++;
              }
              return count;
            });

    assertThat(taken).isPositive();
    assertThat(engine.call(() -> first().connection.queued())).isBetween(90_000, 100_000);
  }

  private long octets() {
    return wires.stream()
        .flatMap(wire -> wire.events.stream())
        .filter(event -> event.startsWith("\0"))
        .mapToLong(String::length)
        .sum();
  }

  private void awaitOpened(int count) {
    await()
        .until(
            () -> wires.stream().filter(wire -> wire.events.contains("opened")).count() == count);
  }

  private Recorder first() {
    return wires.get(0);
  }

  private Listener listen(String endpoint, SocketLimits limits) {
    return engine.listen(
        Endpoint.toBind(endpoint).get(0),
        () -> {
          Recorder wire = new Recorder();
          wires.add(wire);
          return wire;
        },
        limits);
  }

  private Socket peer(Listener listener) throws IOException {
    Socket socket =
        new Socket(InetAddress.getByName(listener.endpoint().host()), listener.endpoint().port());
    // What never comes fails a test, and doesn't hold it.
    socket.setSoTimeout(30_000);
    sockets.add(socket);
    return socket;
  }

  private void close(Listener listener) {
    engine.call(
        () -> {
          listener.close();
          return listener;
        });
  }
}
