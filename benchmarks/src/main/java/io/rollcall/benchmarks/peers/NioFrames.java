package io.rollcall.benchmarks.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Frames of a length, a kind and a name, on a TCP connection. Not thread-safe. */
final class NioFrames {
  static final char JOIN = 'J';
  static final char GOODBYE = 'G';
  static final char LOST = 'L';

  /** Comes back to who says it, and nobody else learns of it. */
  static final char ECHO = 'E';

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(4096);

  NioFrames(SocketChannel channel) {
    this.channel = channel;
  }

  /** Writes one; it is small, and nobody here lets a buffer run full. */
  void write(char kind, String name) throws IOException {
    byte[] octets = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(2 + octets.length);
    out.put((byte) octets.length).put((byte) kind).put(octets).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Reads what has come; {@code false} at the end of the connection. */
  boolean read(BiConsumer<Character, String> each) throws IOException {
    if (channel.read(in) < 0) {
      return false;
    }
    in.flip();
    while (in.remaining() >= 2 && in.remaining() >= 2 + in.get(in.position())) {
      byte[] octets = new byte[in.get()];
      char kind = (char) in.get();
      in.get(octets);
      each.accept(kind, new String(octets, StandardCharsets.UTF_8));
    }
    in.compact();
    return true;
  }
}
