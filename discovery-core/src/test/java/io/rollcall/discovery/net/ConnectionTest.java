package io.rollcall.discovery.net;

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
          Limits.defaults().withQueueOctets(LONG));

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

  private Socket peer() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), listener.endpoint().port());
  }
}
