package io.rollcall.discovery.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What waits to be written to one connection, bounded. Holds nothing while nothing waits. */
final class OutQueue {
  /** What a message in the queue costs besides its octets. */
  static final int OVERHEAD = 64;

  private final int bound;
  private @Nullable ArrayDeque<ByteBuffer> waiting;
  private long octets;
  private long written;

  OutQueue(int bound) {
    this.bound = bound;
  }

  /** Whether there is room; one message alone always has it. */
  boolean fits(int length) {
    return waiting == null || octets + length + OVERHEAD <= bound;
  }

  /** Whether at least half of the bound is free. */
  boolean isHalfFree() {
    return octets <= bound / 2;
  }

  void add(ByteBuffer message) {
    if (waiting == null) {
      waiting = new ArrayDeque<>(4);
    }
    waiting.add(message);
    octets += message.remaining() + OVERHEAD;
  }

  boolean isEmpty() {
    return waiting == null;
  }

  int octets() {
    return (int) octets;
  }

  /** How many octets the channel has taken so far. */
  long written() {
    return written;
  }

  /**
   * Writes what fits in the chunk, in one call of the channel.
   *
   * @return whether the channel took all of that
   */
  boolean writeTo(WritableByteChannel channel, ByteBuffer chunk) throws IOException {
    if (waiting == null) {
      return true;
    }
    chunk.clear();
    for (ByteBuffer message : waiting) {
      int part = Math.min(message.remaining(), chunk.remaining());
      chunk.put(chunk.position(), message, message.position(), part);
      chunk.position(chunk.position() + part);
      if (!chunk.hasRemaining()) {
        break;
      }
    }
    remove(channel.write(chunk.flip()));
    return !chunk.hasRemaining();
  }

  /** The first so many octets have been written. */
  private void remove(int count) {
    written += count;
    octets -= count;
    int left = count;
    while (waiting != null) {
      ByteBuffer first = waiting.element();
      int part = Math.min(left, first.remaining());
      first.position(first.position() + part);
      left -= part;
      if (first.hasRemaining()) {
        return;
      }
      waiting.remove();
      octets -= OVERHEAD;
      if (waiting.isEmpty()) {
        clear();
      }
    }
  }

  void clear() {
    waiting = null;
    octets = 0;
  }
}
