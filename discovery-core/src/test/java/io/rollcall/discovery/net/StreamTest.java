package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long messages in chunks, and short ones between them, on a real socket. */
class StreamTest {
  private static final int BOUND = 1 << 20;
  private static final int CHUNK = 10_000;

  /** More than the sockets' buffers and the queue hold together. */
  private static final int CHUNKS = 3_000;

  private static final int SHORT = -1;

  private final Engine engine = Engine.acquire();
  private final AtomicInteger blocked = new AtomicInteger();
  private final Recorder wire =
      new Recorder() {
        @Override
        public void blocked() {
          blocked.incrementAndGet();
        }
      };
  private final Listener listener =
      engine.listen(
          Endpoint.toBind("tcp://127.0.0.1:0").get(0),
          () -> wire,
          SocketLimits.defaults().withQueueOctets(BOUND));
  private final AtomicInteger made = new AtomicInteger();
  private Socket peer;
  private DataInputStream in;

  @BeforeEach
  void connect() throws IOException {
    peer = new Socket(InetAddress.getLoopbackAddress(), listener.endpoint().port());
    peer.setSoTimeout(30_000);
    in = new DataInputStream(peer.getInputStream());
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
  void shouldMakeNoMoreThanThePeerReads() throws IOException {
    assertThat(engine.call(() -> wire.connection.stream(chunks()))).isTrue();
    await().until(() -> blocked.get() > 0);

    assertThat(made.get()).isBetween(1, CHUNKS - 1);
    assertThat(engine.call(() -> wire.connection.queued())).isLessThan(BOUND / 4);

    for (int i = 1; i <= CHUNKS; i++) {
      assertThat(next()).isEqualTo(i);
    }
    await().until(() -> engine.call(() -> wire.connection.queued() == 0));
  }

  @Test
  void shouldLetAShortMessageOvertakeALongOne() throws IOException {
    engine.call(() -> wire.connection.stream(chunks()));
    await().until(() -> blocked.get() > 0);
    int madeBefore =
        engine.call(
            () -> {
              wire.connection.write(chunk(SHORT));
              return made.get();
            });

    int seen = 0;
    while (next() != SHORT) {
      seen++;
    }

    // What the queue had made before, and nothing that was made afterwards.
    assertThat(seen).isLessThanOrEqualTo(madeBefore);
  }

  @Test
  void shouldLetAnUrgentMessageOvertakeThoseThatWait() throws IOException {
    int taken =
        engine.call(
            () -> {
              int filled = fill();
              assertThat(wire.connection.write(chunk(SHORT), Priority.URGENT)).isTrue();
              return filled;
            });

    int place = 0;
    while (next() != SHORT) {
      place++;
    }

    // Behind what the sockets' buffers hold, before what waits in the queue.
    assertThat(place).isLessThan(taken);
  }

  @Test
  void shouldWriteAStreamToItsEndWhenItFinishes() throws IOException {
    engine.call(
        () -> {
          wire.connection.stream(IntStream.rangeClosed(1, 3).mapToObj(this::make).iterator());
          wire.connection.finish(30_000_000_000L, "done");
          return 0;
        });

    assertThat(next()).isEqualTo(1);
    assertThat(next()).isEqualTo(2);
    assertThat(next()).isEqualTo(3);
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void shouldMakeNothingMoreWhenItCloses() throws IOException {
    engine.call(
        () -> {
          wire.connection.stream(chunks());
          wire.connection.close("done");
          return 0;
        });

    assertThat(in.read()).isEqualTo(-1);
    assertThat(made.get()).isZero();
  }

  @Test
  void shouldCloseTheConnectionOfAStreamThatFails() throws IOException {
    engine.call(
        () ->
            wire.connection.stream(
                IntStream.of(1)
                    .mapToObj(
                        each -> {
                          if (each == 1) {
                            throw new IllegalStateException("on purpose");
                          }
                          return chunk(each);
                        })
                    .iterator()));

    assertThat(in.read()).isEqualTo(-1);
    await().until(() -> wire.events.toString().contains("on purpose"));
  }

  /** As many as the queue takes, but for what one short message needs; returns how many. */
  private int fill() {
    int taken = 0;
    while (wire.connection.queued() < BOUND - 4 * CHUNK) {
      taken++;
      wire.connection.write(chunk(taken));
    }
    return taken;
  }

  private Iterator<ByteBuffer> chunks() {
    return IntStream.rangeClosed(1, CHUNKS).mapToObj(this::make).iterator();
  }

  private ByteBuffer make(int number) {
    made.incrementAndGet();
    return chunk(number);
  }

  private static ByteBuffer chunk(int number) {
    return ByteBuffer.allocate(CHUNK).putInt(0, number);
  }

  private int next() throws IOException {
    int number = in.readInt();
    in.readNBytes(CHUNK - Integer.BYTES);
    return number;
  }
}
