package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.net.WireException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages out of a stream: each after its length, an unsigned number of 8 octets, before which
 * {@code ipc://} has a 01. Holds memory for what has come, twice at most, whatever length was
 * announced; between messages none.
 */
final class Framing {
  private static final int LENGTH_OCTETS = 8;

  private final boolean ipc;
  private final int maxMessage;
  private int header;
  private long length;
  private byte @Nullable [] body;
  private int filled;

  Framing(boolean ipc, int maxMessage) {
    this.ipc = ipc;
    this.maxMessage = maxMessage;
    begin();
  }

  /**
   * The next whole message, or null if all is consumed before it is whole.
   *
   * @throws WireException if it is longer than the bound, or of no known type
   */
  byte @Nullable [] next(ByteBuffer bytes) throws WireException {
    while (header < LENGTH_OCTETS) {
      if (!bytes.hasRemaining()) {
        return null;
      }
      header(bytes.get());
    }
    int take = (int) Math.min(length - filled, bytes.remaining());
    byte[] grown = grown(filled + take);
    bytes.get(grown, filled, take);
    filled += take;
    body = grown;
    if (filled < length) {
      return null;
    }
    begin();
    return grown;
  }

  /** Octets of memory for a message that is not yet whole. */
  int held() {
    return body == null ? 0 : body.length;
  }

  private void begin() {
    header = ipc ? -1 : 0;
    length = 0;
    filled = 0;
    body = null;
  }

  private void header(byte octet) throws WireException {
    if (header < 0) {
      if (octet != Frame.IPC_MESSAGE) {
        throw new WireException(String.format("ipc message type 0x%02x is not 0x01", octet & 0xFF));
      }
    } else {
      length = length << 8 | (octet & 0xFF);
    }
    header++;
    if (header == LENGTH_OCTETS && Long.compareUnsigned(length, maxMessage) > 0) {
      throw new WireException(
          "a message of "
              + Long.toUnsignedString(length)
              + " octets is longer than maxMessage, "
              + maxMessage);
    }
  }

  private byte[] grown(int needed) {
    if (body == null) {
      return new byte[needed];
    }
    if (body.length >= needed) {
      return body;
    }
    return Arrays.copyOf(body, (int) Math.min(length, Math.max(needed, 2L * body.length)));
  }
}
