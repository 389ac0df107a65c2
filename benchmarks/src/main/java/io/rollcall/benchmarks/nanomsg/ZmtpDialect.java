package io.rollcall.benchmarks.nanomsg;

import io.rollcall.benchmarks.thin.Zmtp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * ZMTP 3.0 with the mechanism NULL.
 *
 * @param opening the greeting and READY
 * @param greeting a subscription, or a first message by which a ROUTER learns of the peer
 * @param answers whether it answers
 */
@SuppressWarnings("ArrayRecordComponent")
record ZmtpDialect(byte[] opening, byte[] greeting, boolean answers) implements Dialect {
  /** As long as what an SP peer answers, less the frame. */
  private static final byte[] ANSWER =
      Zmtp.message("Amember-0000000".getBytes(StandardCharsets.US_ASCII));

  private static final int LARGE = 2;

  static ZmtpDialect dealer() {
    return new ZmtpDialect(Zmtp.handshake("DEALER"), Zmtp.message(new byte[] {'J'}), true);
  }

  static ZmtpDialect sub() {
    return new ZmtpDialect(Zmtp.handshake("SUB"), Zmtp.subscription(true, new byte[0]), false);
  }

  @Override
  public int handshake(ByteBuffer in) {
    int ready = Zmtp.GREETING + 2;
    if (in.remaining() < ready) {
      return -1;
    }
    int whole = ready + (in.get(in.position() + Zmtp.GREETING + 1) & 0xff);
    return in.remaining() < whole ? -1 : whole;
  }

  @Override
  public int head(ByteBuffer in) {
    if (!in.hasRemaining()) {
      return -1;
    }
    int head = isLarge(in) ? 9 : 2;
    return in.remaining() < head ? -1 : head;
  }

  @Override
  public long length(ByteBuffer in) {
    int at = in.position() + 1;
    return isLarge(in) ? in.getLong(at) : in.get(at) & 0xff;
  }

  @Override
  public byte[] answer(byte[] body) {
    return ANSWER;
  }

  private static boolean isLarge(ByteBuffer in) {
    return (in.get(in.position()) & LARGE) != 0;
  }
}
