package io.rollcall.discovery.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one connection, bounded: urgent messages, then the others, then the
 * chunks of streams in turn. Holds nothing while nothing waits.
 */
final class OutQueue {
  /** What a message or a stream in the queue costs besides its octets. */
  static final int OVERHEAD = 64;

  private final int bound;

  /** More messages are put together only up to so many octets: what is not taken is put again. */
  static final int GATHERED = 64 * 1024;

  /** What is left of a message of which a part is written: nothing may come between. */
  private @Nullable ByteBuffer begun;

  private @Nullable ArrayDeque<Payload> urgent;
  private @Nullable ArrayDeque<Payload> normal;
  private @Nullable ArrayDeque<Iterator<ByteBuffer>> streams;
  private long octets;
  private long written;

  OutQueue(int bound) {
    this.bound = bound;
  }

  /** Whether there is room; a message always has it where no other waits. */
  boolean fits(int length) {
    return octetsOfMessages() == 0 || octets + length + OVERHEAD <= bound;
  }

  private long octetsOfMessages() {
    return octets - overheadOfStreams();
  }

  private long overheadOfStreams() {
    return streams == null ? 0 : (long) streams.size() * OVERHEAD;
  }

  /** Whether at least half of the bound is free. */
  boolean isHalfFree() {
    return octets <= bound / 2;
  }

  /** Ignores a message that has no octets. */
  void add(Payload message, Priority priority) {
    int size = message.size();
    if (size == 0) {
      return;
    }
    if (priority == Priority.URGENT) {
      if (urgent == null) {
        urgent = new ArrayDeque<>(1);
      }
      urgent.add(message);
    } else {
      normal().add(message);
    }
    octets += size + OVERHEAD;
  }

  /** A long message, of which each chunk is made when its turn has come. */
  void add(Iterator<ByteBuffer> chunks) {
    if (streams == null) {
      streams = new ArrayDeque<>(1);
    }
    streams.add(chunks);
    octets += OVERHEAD;
  }

  boolean isEmpty() {
    return octets == 0;
  }

  int octets() {
    return (int) octets;
  }

  /** How many octets the channel has taken so far. */
  long written() {
    return written;
  }

  /**
   * Writes what fits in the buffer, in one call of the channel.
   *
   * @return whether the channel took all of that
   */
  boolean writeTo(WritableByteChannel channel, ByteBuffer chunk) throws IOException {
    makeChunks(chunk.capacity());
    chunk.clear();
    if (begun != null) {
      Payload.of(begun).put(chunk);
    }
    putAll(urgent, chunk);
    putAll(normal, chunk);
    if (chunk.flip().hasRemaining()) {
      remove(channel.write(chunk));
    }
    return !chunk.hasRemaining();
  }

  /**
   * Makes chunks of streams if no message waits. Before anything is put into the buffer that all
   * connections share: whoever makes a chunk may also write, here or elsewhere.
   */
  private void makeChunks(int room) {
    if (octetsOfMessages() > 0) {
      return;
    }
    ByteBuffer next;
    while (octetsOfMessages() < room && (next = nextOfStreams()) != null) {
      add(Payload.of(next), Priority.NORMAL);
    }
  }

  private static void putAll(@Nullable ArrayDeque<Payload> lane, ByteBuffer chunk) {
    if (lane != null) {
      for (Payload message : lane) {
        if (!chunk.hasRemaining() || chunk.position() >= GATHERED) {
          return;
        }
        message.put(chunk);
      }
    }
  }

  /** The next chunk of the stream whose turn it is, or none. A stream that throws is forgotten. */
  private @Nullable ByteBuffer nextOfStreams() {
    while (streams != null) {
      Iterator<ByteBuffer> stream = streams.remove();
      streams = streams.isEmpty() ? null : streams;
      octets -= OVERHEAD;
      if (stream.hasNext()) {
        ByteBuffer next = stream.next();
        add(stream);
        if (next.hasRemaining()) {
          return next;
        }
      }
    }
    return null;
  }

  /** The first so many octets have been written. */
  private void remove(int count) {
    written += count;
    octets -= count;
    int left = count;
    while (left > 0) {
      int part = begun == null ? begin(left) : goOn(begun, left);
      left -= part;
      if (begun == null) {
        octets -= OVERHEAD;
      }
    }
    if (isEmpty()) {
      clear();
    }
  }

  /** So many octets at most of what comes first have been written; returns how many. */
  private int begin(int most) {
    Payload first = next();
    if (first.size() <= most) {
      return first.size();
    }
    begun = first.rest(most);
    return most;
  }

  /** As above, of what had begun. */
  private int goOn(ByteBuffer rest, int most) {
    int part = Math.min(most, rest.remaining());
    rest.position(rest.position() + part);
    begun = rest.hasRemaining() ? rest : null;
    return part;
  }

  /** Takes out what comes first. */
  private Payload next() {
    Payload first = urgent == null ? null : urgent.poll();
    return first == null ? normal().remove() : first;
  }

  private ArrayDeque<Payload> normal() {
    if (normal == null) {
      normal = new ArrayDeque<>(4);
    }
    return normal;
  }

  /** Forgets what the streams have not made yet. */
  void clearStreams() {
    if (streams != null) {
      octets -= overheadOfStreams();
      streams = null;
    }
  }

  void clear() {
    begun = null;
    urgent = null;
    normal = null;
    streams = null;
    octets = 0;
  }
}
