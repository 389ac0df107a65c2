package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutQueueTest {
  private final OutQueue queue = new OutQueue(1000);
  private final Narrow channel = new Narrow();
  private final ByteBuffer chunk = ByteBuffer.allocate(1000);

  @Test
  void shouldHaveRoomUpToItsBound() {
    queue.add(Payload.of(ByteBuffer.allocate(400)), Priority.NORMAL);

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
    queue.add(Payload.of(ByteBuffer.wrap(new byte[] {1, 2, 3})), Priority.NORMAL);
    queue.add(Payload.of(ByteBuffer.wrap(new byte[] {4, 5})), Priority.NORMAL);

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
      queue.add(Payload.of(ByteBuffer.wrap(new byte[] {(byte) i})), Priority.NORMAL);
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
    queue.add(Payload.of(message), Priority.NORMAL);
    queue.add(Payload.of(ByteBuffer.wrap(new byte[] {1})), Priority.NORMAL);

    while (!queue.isEmpty()) {
      assertThat(queue.writeTo(channel, chunk)).isTrue();
    }

    assertThat(channel.writes).isEqualTo(3);
    assertThat(channel.written.size()).isEqualTo(2501);
    assertThat(message.remaining()).isEqualTo(2500);
  }

  @Test
  void shouldWriteUrgentOnesBeforeThoseThatWait() throws IOException {
    channel.room = Integer.MAX_VALUE;
    queue.add(Payload.of(of(1, 1)), Priority.NORMAL);
    queue.add(Payload.of(of(2)), Priority.URGENT);
    queue.add(Payload.of(of(3)), Priority.URGENT);
    queue.add(Payload.of(of(4)), Priority.NORMAL);

    assertThat(queue.writeTo(channel, chunk)).isTrue();

    assertThat(channel.written.toByteArray()).containsExactly(2, 3, 1, 1, 4);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void shouldPutNothingIntoAMessageThatHasBegun() throws IOException {
    queue.add(Payload.of(of(1, 1, 1)), Priority.NORMAL);
    queue.add(Payload.of(of(2)), Priority.NORMAL);
    channel.room = 1;
    queue.writeTo(channel, chunk);
    queue.add(Payload.of(of(3)), Priority.URGENT);
    channel.room = 1;
    queue.writeTo(channel, chunk);
    channel.room = Integer.MAX_VALUE;

    assertThat(queue.writeTo(channel, chunk)).isTrue();

    assertThat(channel.written.toByteArray()).containsExactly(1, 1, 1, 3, 2);
    assertThat(queue.octets()).isZero();
  }

  @Test
  void shouldWriteMessagesBetweenTheChunksOfAStream() throws IOException {
    channel.room = Integer.MAX_VALUE;
    ByteBuffer small = ByteBuffer.allocate(2);
    queue.add(List.of(of(1, 1), of(2, 2), of(3, 3)).iterator());
    queue.writeTo(channel, small);
    queue.add(Payload.of(of(9)), Priority.NORMAL);
    while (!queue.isEmpty()) {
      queue.writeTo(channel, small);
    }

    assertThat(channel.written.toByteArray()).containsExactly(1, 1, 9, 2, 2, 3, 3);
  }

  @Test
  void shouldTakeTheChunksOfStreamsInTurn() throws IOException {
    channel.room = Integer.MAX_VALUE;
    queue.add(List.of(of(1), of(), of(2)).iterator());
    queue.add(List.of(of(5), of(6), of(7)).iterator());
    queue.writeTo(channel, chunk);

    assertThat(channel.written.toByteArray()).containsExactly(1, 5, 6, 2, 7);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void shouldMakeNoMoreOfAStreamThanTheChannelTakes() throws IOException {
    AtomicInteger made = new AtomicInteger();
    queue.add(Stream.generate(() -> of(made.incrementAndGet())).iterator());
    ByteBuffer ten = ByteBuffer.allocate(10);
    channel.room = 3;

    for (int i = 0; i < 10; i++) {
      queue.writeTo(channel, ten);
    }

    assertThat(channel.written.toByteArray()).containsExactly(1, 2, 3);
    // No more than the buffer holds, with what each costs besides.
    assertThat(made.get()).isLessThanOrEqualTo(13);

    queue.clearStreams();
    channel.room = 10;
    queue.writeTo(channel, ten);
    assertThat(queue.isEmpty()).isTrue();
  }

  /** What is not taken is put again: it must not be much. */
  @Test
  void shouldAskOnlyThoseForTheirOctetsWhoseTurnHasCome() throws IOException {
    OutQueue wide = new OutQueue(Integer.MAX_VALUE);
    ByteBuffer large = ByteBuffer.allocate(10 * OutQueue.GATHERED);
    List<Asked> messages = Stream.generate(Asked::new).limit(100).toList();
    messages.forEach(each -> wide.add(each, Priority.NORMAL));
    assertThat(Asked.inAll(messages)).isZero();

    channel.room = Asked.SIZE + 1;
    wide.writeTo(channel, large);
    assertThat(Asked.inAll(messages)).isEqualTo(OutQueue.GATHERED / Asked.SIZE + 1);
    channel.room = 1;
    wide.writeTo(channel, large);

    assertThat(messages.get(0).from).containsExactly(0);
    assertThat(messages.get(1).from).containsExactly(0, 1);
    assertThat(messages.get(2).from).containsExactly(0, 0);
  }

  /** A slow reader takes a long one in many pieces. */
  @Test
  void shouldAskOnceForTheRestOfAMessageThatHasBegun() throws IOException {
    OutQueue wide = new OutQueue(Integer.MAX_VALUE);
    Asked message = new Asked();
    wide.add(message, Priority.NORMAL);

    for (int i = 0; i < Asked.SIZE; i++) {
      channel.room = 1;
      wide.writeTo(channel, chunk);
    }

    assertThat(wide.isEmpty()).isTrue();
    assertThat(message.from).containsExactly(0, 1);
    assertThat(channel.written.size()).isEqualTo(Asked.SIZE);
  }

  /** A message that notes from where on it was asked for its octets. */
  private static final class Asked implements Payload {
    static final int SIZE = 4_096;

    final List<Integer> from = new ArrayList<>();

    static int inAll(List<Asked> messages) {
      return messages.stream().mapToInt(each -> each.from.size()).sum();
    }

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public void put(ByteBuffer to) {
      from.add(0);
      to.put(new byte[Math.min(SIZE, to.remaining())]);
    }

    @Override
    public ByteBuffer rest(int start) {
      from.add(start);
      return ByteBuffer.allocate(SIZE - start);
    }
  }

  @Test
  void shouldTakeWhatHasNoOctetsForWritten() throws IOException {
    queue.add(Payload.of(of()), Priority.NORMAL);
    assertThat(queue.isEmpty()).isTrue();

    queue.add(List.of(of()).iterator());
    assertThat(queue.writeTo(channel, chunk)).isTrue();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void shouldKeepTheOrderWhereAStreamWritesItself() throws IOException {
    channel.room = Integer.MAX_VALUE;
    queue.add(Payload.of(of(1)), Priority.NORMAL);
    queue.add(
        Stream.of(5, 6)
            .map(
                each -> {
                  queue.add(Payload.of(of(9)), Priority.URGENT);
                  return of(each);
                })
            .iterator());
    while (!queue.isEmpty()) {
      queue.writeTo(channel, chunk);
    }

    assertThat(channel.written.toByteArray()).containsExactly(1, 9, 9, 5, 6);
  }

  @Test
  void shouldHaveRoomForALongMessageBesideAStream() throws IOException {
    queue.add(Stream.generate(() -> of(1)).iterator());
    assertThat(queue.fits(100_000)).isTrue();

    channel.room = 0;
    queue.writeTo(channel, chunk);
    assertThat(queue.fits(100_000)).as("a chunk waits").isFalse();
  }

  @Test
  void shouldForgetAStreamThatThrows() throws IOException {
    channel.room = Integer.MAX_VALUE;
    queue.add(
        Stream.<ByteBuffer>generate(
                () -> {
                  throw new IllegalStateException("on purpose");
                })
            .iterator());

    assertThatThrownBy(() -> queue.writeTo(channel, chunk)).hasMessage("on purpose");
    assertThat(queue.isEmpty()).isTrue();
  }

  private static ByteBuffer of(int... octets) {
    ByteBuffer buffer = ByteBuffer.allocate(octets.length);
    for (int each : octets) {
      buffer.put((byte) each);
    }
    return buffer.flip();
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
