package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what is written, and what the wire is told of it. */
class WritingTest {
  private static final int BOUND = 1 << 20;

  private final Engine engine = Engine.acquire();
  private final Told wire = new Told();
  private final Listener listener =
      engine.listen(
          Endpoint.toBind("tcp://127.0.0.1:0").get(0),
          () -> wire,
          SocketLimits.defaults().withQueueOctets(BOUND));
  private Socket peer;

  @BeforeEach
  void connect() throws IOException {
    peer = new Socket(InetAddress.getLoopbackAddress(), listener.endpoint().port());
    peer.setSoTimeout(30_000);
    await().until(() -> wire.connection != null);
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
    engine.call(
        () -> {
          listener.close();
          return listener;
        });
    engine.release();
  }

  @Test
  void shouldKeepWhatIsWrittenUntilTheEndOfTheTurn() throws IOException {
    int waiting =
        engine.call(
            () -> {
              wire.connection.write(ByteBuffer.wrap(new byte[] {1, 2}));
              wire.connection.write(ByteBuffer.wrap(new byte[] {3}));
              return wire.connection.queued();
            });

    assertThat(waiting).isEqualTo(3 + 2 * OutQueue.OVERHEAD);
    assertThat(peer.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
    await().until(() -> engine.call(() -> wire.connection.queued() == 0));
    assertThat(wire.connection.written()).isEqualTo(3);
  }

  @Test
  void shouldWriteWhatWasWrittenBeforeACloseInTheSameTurn() throws IOException {
    engine.execute(
        () -> {
          wire.connection.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
          wire.connection.close("done");
        });

    assertThat(peer.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
  }

  @Test
  void shouldSayThatItIsBlockedAndWhenThereIsRoomAgain() throws IOException {
    long taken = engine.call(this::fill);
    await().until(() -> wire.blocked.get() == 1);
    assertThat(wire.writable.get()).isZero();

    peer.getInputStream().readNBytes((int) taken);

    await().until(() -> wire.writable.get() == 1);
    assertThat(engine.call(() -> wire.connection.write(ByteBuffer.allocate(BOUND / 2)))).isTrue();
  }

  @Test
  void shouldWaitWithItUntilTheRefusedMessageHasRoom() throws IOException {
    long taken = engine.call(this::fill);
    // It has room only where nothing else waits.
    assertThat(engine.call(() -> wire.connection.write(ByteBuffer.allocate(2 * BOUND)))).isFalse();
    wire.atRoom = ByteBuffer.allocate(2 * BOUND);

    peer.getInputStream().readNBytes((int) taken + 2 * BOUND);

    assertThat(wire.writable.get()).isEqualTo(1);
  }

  /** Until it takes no more; returns how many octets it took. */
  private long fill() {
    ByteBuffer message = ByteBuffer.allocate(10_000);
    long taken = 0;
    while (wire.connection.write(message)) {
      taken += message.remaining();
    }
    return taken;
  }

  private static final class Told extends Recorder {
    final AtomicInteger blocked = new AtomicInteger();
    final AtomicInteger writable = new AtomicInteger();
    volatile ByteBuffer atRoom = ByteBuffer.allocate(0);

    @Override
    public void blocked() {
      blocked.incrementAndGet();
    }

    @Override
    public void writable() {
      writable.incrementAndGet();
      if (!connection.write(atRoom)) {
        throw new AssertionError("no room for " + atRoom);
      }
    }
  }
}
