package io.rollcall.benchmarks.thin;

import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes with the real codec, but what all peers get alike only once: a frame like the one before
 * is not decoded again. Not thread-safe.
 */
final class Decoder {
  private ByteBuffer last = ByteBuffer.allocate(0);
  private @Nullable Message decoded;

  /** The message in a whole frame, from {@code offset} on; {@code null} if it can't be read. */
  @Nullable Message decode(ByteBuffer frame, int offset) {
    if (frame.remaining() != last.capacity() || frame.mismatch(last) >= 0) {
      byte[] octets = new byte[frame.remaining()];
      frame.get(frame.position(), octets);
      last = ByteBuffer.wrap(octets);
      try {
        decoded = Codec.decode(octets, offset);
      } catch (MalformedFrameException unreadable) {
        decoded = null;
      }
    }
    return decoded;
  }
}
