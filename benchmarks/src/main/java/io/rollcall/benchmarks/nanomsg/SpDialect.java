package io.rollcall.benchmarks.nanomsg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * SP over TCP.
 *
 * @param number of the protocol that the peer speaks
 * @param answers whether that is a respondent's
 */
record SpDialect(int number, boolean answers) implements Dialect {
  private static final int HANDSHAKE = 8;
  private static final byte[] NAME = "member-0000".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = {};

  @Override
  public byte[] opening() {
    return new byte[] {0, 'S', 'P', 0, 0, (byte) number, 0, 0};
  }

  @Override
  public int handshake(ByteBuffer in) {
    return in.remaining() < HANDSHAKE ? -1 : HANDSHAKE;
  }

  @Override
  public byte[] greeting() {
    return NOTHING;
  }

  @Override
  public int head(ByteBuffer in) {
    return in.remaining() < Long.BYTES ? -1 : Long.BYTES;
  }

  @Override
  public long length(ByteBuffer in) {
    return in.getLong(in.position());
  }

  /** The survey's id, and a name. */
  @Override
  public byte[] answer(byte[] body) {
    int length = Integer.BYTES + NAME.length;
    return ByteBuffer.allocate(Long.BYTES + length)
        .putLong(length)
        .put(body, 0, Integer.BYTES)
        .put(NAME)
        .array();
  }
}
