package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer that sends much at once delays neither others nor commands and timers. Counts calls. */
class FairnessTest {
  private static final int MANY = 50_000;

  private final Engine engine = Engine.acquire();
  private final List<Tally> wires = new CopyOnWriteArrayList<>();

  /** Calls of any wire so far. */
  private final AtomicInteger calls = new AtomicInteger();

  private final Listener listener =
      engine.listen(
          Endpoint.toBind("tcp://127.0.0.1:0").get(0), this::wire, SocketLimits.defaults());
  private final List<Socket> peers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket each : peers) {
      each.close();
    }
    engine.call(
        () -> {
          listener.close();
          return listener;
        });
    engine.release();
  }

  @Test
  void shouldServeOneWordAfterAFewOfAPeerThatSendsMany() throws Exception {
    Socket busy = peer();
    Socket modest = peer();

    Runnable release = hold();
    busy.getOutputStream().write(new byte[MANY]);
    modest.getOutputStream().write(1);
    release.run();

    await().until(() -> wires.get(1).count.get() == 1);
    assertThat(wires.get(1).firstAt).isLessThanOrEqualTo(2 * TurnBudget.SHARE);
    await().until(() -> wires.get(0).count.get() == MANY);
  }

  @Test
  void shouldRunCommandsAndTimersBetweenTheTurns() throws Exception {
    Socket busy = peer();
    CompletableFuture<Integer> command = new CompletableFuture<>();
    CompletableFuture<Integer> timer = new CompletableFuture<>();
    wires.get(0).first =
        () -> {
          engine.execute(() -> command.complete(calls.get()));
          engine.after(0, () -> timer.complete(calls.get()));
        };

    busy.getOutputStream().write(new byte[MANY]);

    assertThat(command.get(30, TimeUnit.SECONDS)).isLessThanOrEqualTo(TurnBudget.MOST);
    assertThat(timer.get(30, TimeUnit.SECONDS)).isLessThanOrEqualTo(TurnBudget.MOST);
    await().until(() -> wires.get(0).count.get() == MANY);
  }

  @Test
  void shouldHandOverWhatIsLeftThoughThePeerSaysNoMore() throws IOException {
    try (Socket busy = peer()) {
      busy.getOutputStream().write(new byte[MANY]);
      busy.shutdownOutput();

      assertThat(busy.getInputStream().read()).isEqualTo(-1);
      assertThat(wires.get(0).count.get()).isEqualTo(MANY);
    }
  }

  @Test
  void shouldReadNothingWhilePausedAndGoOnWhereItWas() throws IOException {
    Socket peer = peer();
    Tally wire = wires.get(0);
    wire.first = () -> wire.connection.pause();
    peer.getOutputStream().write(new byte[MANY]);
    await().until(() -> wire.count.get() == 1);

    CompletableFuture<Integer> then = new CompletableFuture<>();
    engine.whenRead(() -> then.complete(wire.count.get()));
    assertThat(then.join()).isEqualTo(1);
    engine.execute(() -> wire.connection.resume());

    await().until(() -> wire.count.get() == MANY);
  }

  /** The peer is held up, and no memory here. */
  @Test
  void shouldHoldUpThePeerOfAPausedConnection() throws Exception {
    Socket peer = peer();
    Tally wire = wires.get(0);
    engine.execute(() -> wire.connection.pause());
    byte[] much = new byte[32 << 20];
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              try {
                peer.getOutputStream().write(much);
              } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
              }
            },
            task -> new Thread(task, "writer").start());

    engine.call(() -> 1);
    assertThat(written).isNotDone();
    wire.step = Integer.MAX_VALUE;
    engine.execute(() -> wire.connection.resume());

    written.get(30, TimeUnit.SECONDS);
    await().until(() -> wire.octets.get() == much.length);
  }

  @Test
  void shouldEndAWireThatConsumesNothing() throws IOException {
    try (Socket peer = peer()) {
      wires.get(0).step = 0;
      peer.getOutputStream().write(1);

      assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
  }

  /** Holds the engine's thread until the returned one is run. */
  private Runnable hold() throws Exception {
    CompletableFuture<Void> holds = new CompletableFuture<>();
    CompletableFuture<Void> release = new CompletableFuture<>();
    engine.execute(
        () -> {
          holds.complete(null);
          release.join();
        });
    holds.get(30, TimeUnit.SECONDS);
    return () -> release.complete(null);
  }

  private Socket peer() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.endpoint().port());
    socket.setSoTimeout(30_000);
    peers.add(socket);
    await()
        .until(
            () -> wires.stream().filter(each -> each.connection != null).count() == peers.size());
    return socket;
  }

  private Wire wire() {
    Tally made = new Tally();
    wires.add(made);
    return made;
  }

  /** For which each octet is a message. */
  private final class Tally implements Wire {
    final AtomicInteger count = new AtomicInteger();
    final AtomicInteger octets = new AtomicInteger();
    volatile Runnable first = () -> {};
    volatile Connection connection;
    volatile int firstAt;
    volatile int step = 1;

    @Override
    public void opened(Connection opened) {
      connection = opened;
    }

    @Override
    public void received(ByteBuffer bytes) {
      int taken = Math.min(step, bytes.remaining());
      bytes.position(bytes.position() + taken);
      octets.addAndGet(taken);
      int before = calls.getAndIncrement();
      if (count.getAndIncrement() == 0) {
        firstAt = before;
        first.run();
      }
    }

    @Override
    public void closed(String why) {}
  }
}
