package io.rollcall.discovery.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a connection whose peer says no more. */
class ConnectionTest {
  /** More than the kernel takes. */
  private static final int LONG = 16 << 20;

  private final Engine engine = Engine.acquire();
  private final Recorder wire = new Recorder();
  private final Listener listener =
      engine.listen(
          Endpoint.toBind("tcp://127.0.0.1:0").get(0),
          () -> wire,
          SocketLimits.defaults().withQueueOctets(LONG));

  @AfterEach
  void close() {
    engine.call(
        () -> {
          listener.close();
          return true;
        });
    engine.release();
  }

  /** As {@code echo workers | nc} does. */
  @Test
  void shouldStillWriteWhatWaitsForAPeerThatSaysNoMore() throws IOException {
    try (Socket peer = peer()) {
      await().until(() -> wire.connection != null);
      engine.call(() -> wire.connection.write(ByteBuffer.allocate(LONG)));
      peer.shutdownOutput();
      await().until(() -> engine.call(() -> !wire.connection.isOpen()));

      assertThat(peer.getInputStream().readNBytes(LONG)).hasSize(LONG);
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
    await()
        .untilAsserted(
            () -> assertThat(wire.events).last().isEqualTo("closed: the peer closed it"));
  }

  @Test
  void shouldEndAtOnceWhereNothingWaits() throws IOException {
    try (Socket peer = peer()) {
      peer.shutdownOutput();

      await()
          .untilAsserted(
              () -> assertThat(wire.events).last().isEqualTo("closed: the peer closed it"));
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
  }

  /** A loop that was held up writes first and reads then. */
  @Test
  void shouldReadWhatAPeerSaidBeforeItsResetAlthoughAWriteFailsFirst() throws IOException {
    Socket peer = peer();
    await().until(() -> wire.connection != null);
    engine.call(
        () -> {
          peer.getOutputStream().write("goodbye".getBytes(UTF_8));
          peer.setSoLinger(true, 0);
          peer.close();
          return wire.connection.write(ByteBuffer.allocate(1));
        });

    await().until(() -> wire.events.size() == 3);

    assertThat(wire.events).startsWith("opened", "goodbye").last().asString().startsWith("closed");
  }

  @Test
  void shouldHandOverWhatCameBeforeAWriteFailedOnceItIsResumed() throws IOException {
    Socket peer = peer();
    await().until(() -> wire.connection != null);
    engine.call(
        () -> {
          wire.connection.pause();
          peer.getOutputStream().write("goodbye".getBytes(UTF_8));
          peer.setSoLinger(true, 0);
          peer.close();
          return wire.connection.write(ByteBuffer.allocate(1));
        });
    await().until(() -> engine.call(() -> !wire.connection.isOpen()));
    assertThat(wire.events).containsExactly("opened");

    engine.execute(() -> wire.connection.resume());

    await().until(() -> wire.events.size() == 3);
    assertThat(wire.events).startsWith("opened", "goodbye").last().asString().startsWith("closed");
  }

  private Socket peer() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), listener.endpoint().port());
  }
}
