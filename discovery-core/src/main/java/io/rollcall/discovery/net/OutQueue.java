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

  /** More at once would be copied again and again for a peer that reads little at a time. */
  private static final int CHUNK = 128 * 1024;

  private final int bound;
  private @Nullable ArrayDeque<ByteBuffer> waiting;
  private long octets;

  OutQueue(int bound) {
    this.bound = bound;
  }

  /** Whether there is room; one message alone always has it. */
  boolean fits(int length) {
    return waiting == null || octets + length + OVERHEAD <= bound;
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

  /** Writes until the channel takes no more; whether nothing waits any longer. */
  boolean writeTo(WritableByteChannel channel) throws IOException {
    while (waiting != null) {
      ByteBuffer first = waiting.element();
      int written = write(first, channel);
      octets -= written;
      if (first.hasRemaining()) {
        return false;
      }
      waiting.remove();
      octets -= OVERHEAD;
      if (waiting.isEmpty()) {
        clear();
      }
    }
    return true;
  }

  void clear() {
    waiting = null;
    octets = 0;
  }

  /** As much of one message as the channel takes. */
  static int write(ByteBuffer message, WritableByteChannel channel) throws IOException {
    int end = message.limit();
    int start = message.position();
    try {
      while (message.position() < end) {
        message.limit(Math.min(end, message.position() + CHUNK));
        channel.write(message);
        if (message.hasRemaining()) {
          break;
        }
      }
    } finally {
      message.limit(end);
    }
    return message.position() - start;
  }
}
