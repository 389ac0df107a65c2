package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.Test;

class OutQueueTest {
  private final OutQueue queue = new OutQueue(1000);
  private final Narrow channel = new Narrow();
  private final ByteBuffer chunk = ByteBuffer.allocate(1000);

  @Test
  void shouldHaveRoomUpToItsBound() {
    queue.add(ByteBuffer.allocate(400));

    assertThat(queue.octets()).isEqualTo(464);
    assertThat(queue.fits(1000 - 464 - 64)).isTrue();
    assertThat(queue.fits(1000 - 464 - 63)).isFalse();
  }

  @Test
  void shouldAlwaysHaveRoomForOne() {
    assertThat(queue.fits(100_000)).isTrue();
  }

  @Test
  void shouldWriteInOrderAsTheChannelTakesIt() throws IOException {
    queue.add(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    queue.add(ByteBuffer.wrap(new byte[] {4, 5}));

    channel.room = 2;
    assertThat(queue.writeTo(channel, chunk)).isFalse();
    assertThat(queue.octets()).isEqualTo(3 + 2 * OutQueue.OVERHEAD);
    channel.room = 1;
    assertThat(queue.writeTo(channel, chunk)).isFalse();
    assertThat(queue.octets()).isEqualTo(2 + OutQueue.OVERHEAD);
    channel.room = 100;
    assertThat(queue.writeTo(channel, chunk)).isTrue();

    assertThat(channel.written.toByteArray()).containsExactly(1, 2, 3, 4, 5);
    assertThat(queue.octets()).isZero();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void shouldGatherManyInOneWrite() throws IOException {
    channel.room = Integer.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      queue.add(ByteBuffer.wrap(new byte[] {(byte) i}));
    }

    assertThat(queue.writeTo(channel, chunk)).isTrue();

    assertThat(channel.writes).isEqualTo(1);
    assertThat(channel.written.toByteArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(queue.written()).isEqualTo(10);
  }

  @Test
  void shouldWriteALongOneInChunks() throws IOException {
    channel.room = Integer.MAX_VALUE;
    ByteBuffer message = ByteBuffer.allocate(2500);
    queue.add(message.duplicate());
    queue.add(ByteBuffer.wrap(new byte[] {1}));

    while (!queue.isEmpty()) {
      assertThat(queue.writeTo(channel, chunk)).isTrue();
    }

    assertThat(channel.writes).isEqualTo(3);
    assertThat(channel.written.size()).isEqualTo(2501);
    assertThat(message.remaining()).isEqualTo(2500);
  }

  /** Takes so many octets and no more. */
  private static final class Narrow implements WritableByteChannel {
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    int room;
    int writes;

    @Override
    public int write(ByteBuffer from) {
      writes++;
      int count = Math.min(room, from.remaining());
      byte[] octets = new byte[count];
      from.get(octets);
      written.writeBytes(octets);
      room -= count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
