package io.rollcall.benchmarks.siege;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A connection to a server that says whatever an attack wants, be it ZMTP or not. What fails on it
 * makes it {@linkplain #isCut cut}. All strangers of a process are for one thread.
 */
final class Stranger {
  private static final int CONNECT_MILLIS = 1_000;

  /** A server that is gone, or has no room, is not asked again at once. */
  private static final long REFUSED_NANOS = Duration.ofMillis(5).toNanos();

  private static final ByteBuffer heard = ByteBuffer.allocateDirect(64 * 1024);

  private final SocketChannel channel;
  private final Sent sent;
  private ByteBuffer unsaid = ByteBuffer.allocate(0);
  private boolean cut;

  private Stranger(SocketChannel channel, Sent sent) {
    this.channel = channel;
    this.sent = sent;
  }

  /** Connects; empty, after a moment, if that fails. */
  static Optional<Stranger> connect(Aim aim, Sent sent) {
    try {
      SocketChannel channel = SocketChannel.open();
      Stranger stranger = new Stranger(channel, sent);
      try {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(new InetSocketAddress(aim.from(), 0));
        channel.socket().connect(aim.target(), CONNECT_MILLIS);
        channel.configureBlocking(false);
        sent.connected();
        return Optional.of(stranger);
      } catch (IOException refused) {
        stranger.close();
      }
    } catch (IOException noDescriptor) {
      // As if it were refused.
    }
    LockSupport.parkNanos(REFUSED_NANOS);
    return Optional.empty();
  }

  /** Has these octets to say, after all that was said. */
  Stranger say(byte[] octets) {
    unsaid = ByteBuffer.wrap(octets);
    return this;
  }

  /** Whether nothing is left to say. */
  boolean hasSaidAll() {
    return !unsaid.hasRemaining();
  }

  /** Says what there is room for, so many octets at most; returns how many it were. */
  int write(int most) {
    int end = unsaid.limit();
    unsaid.limit(Math.min(end, unsaid.position() + most));
    try {
      int written = channel.write(unsaid);
      sent.octets(written);
      return written;
    } catch (IOException failed) {
      cut = true;
      return 0;
    } finally {
      unsaid.limit(end);
    }
  }

  /** Says all that there is room for. */
  int write() {
    return write(unsaid.remaining());
  }

  /** Reads what has come, and forgets it. */
  void hear() {
    try {
      int read;
      do {
        read = channel.read(heard.clear());
      } while (read == heard.capacity());
      cut |= read < 0;
    } catch (IOException failed) {
      cut = true;
    }
  }

  /** Whether the far end, or a failure, has ended the connection, as far as was noticed. */
  boolean isCut() {
    return cut;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // The descriptor is given back all the same.
    }
  }

  /** Breaks the connection with a reset, which leaves no port behind that must rest. */
  void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException alreadyCut) {
      cut = true;
    }
    close();
  }
}
