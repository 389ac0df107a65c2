package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.net.WireException;
import java.nio.ByteBuffer;

/** The peer's 8 octets: 00 'S' 'P' 00, a number of two octets, 00 00. */
final class Handshake {
  private static final int OCTETS = 8;
  private static final byte[] MAGIC = {0, 'S', 'P', 0};

  private int count;
  private int number;

  /** What an end sends that offers this number. */
  static ByteBuffer octets(int number) {
    return ByteBuffer.allocate(OCTETS)
        .put(MAGIC)
        .putShort((short) number)
        .putShort((short) 0)
        .flip();
  }

  /**
   * Takes what belongs to it; whether it is whole.
   *
   * @throws WireException at the first octet that can't be
   */
  boolean take(ByteBuffer bytes) throws WireException {
    while (count < OCTETS && bytes.hasRemaining()) {
      take(bytes.get());
      count++;
    }
    return count == OCTETS;
  }

  /** The number that the peer offers. */
  int number() {
    return number;
  }

  private void take(byte octet) throws WireException {
    if (count == 4 || count == 5) {
      number = number << 8 | (octet & 0xFF);
      return;
    }
    int wanted = count < MAGIC.length ? MAGIC[count] : 0;
    if (octet != wanted) {
      throw new WireException(
          String.format(
              "no SP handshake: octet %d is 0x%02x, not 0x%02x", count, octet & 0xFF, wanted));
    }
  }
}
