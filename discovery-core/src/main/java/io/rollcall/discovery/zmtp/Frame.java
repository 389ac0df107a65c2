package io.rollcall.discovery.zmtp;

import java.nio.ByteBuffer;

/** The octets before a frame's body (RFC 37, "Framing"). */
public final class Frame {
  public static final int MORE = 1;
  static final int LONG = 2;
  public static final int COMMAND = 4;
  static final int ALL_FLAGS = MORE | LONG | COMMAND;

  static final int SHORT_HEADER = 2;
  static final int LONG_HEADER = 9;
  private static final int LONGEST_SHORT = 255;

  private Frame() {}

  /** How many octets a frame with such a body takes. */
  public static int length(int body) {
    return (body > LONGEST_SHORT ? LONG_HEADER : SHORT_HEADER) + body;
  }

  /** Puts what stands before a body of this length. */
  static ByteBuffer putHeader(ByteBuffer to, int flags, int body) {
    return body > LONGEST_SHORT
        ? to.put((byte) (flags | LONG)).putLong(body)
        : to.put((byte) flags).put((byte) body);
  }

  /** A frame by itself, ready to be written. */
  public static ByteBuffer of(int flags, byte[] body) {
    return begin(flags, body.length).put(body).flip();
  }

  /** A frame whose body is still to be put, and has this length. */
  public static ByteBuffer begin(int flags, int body) {
    return putHeader(ByteBuffer.allocate(length(body)), flags, body);
  }
}
