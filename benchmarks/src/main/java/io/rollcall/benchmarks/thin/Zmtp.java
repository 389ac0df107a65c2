package io.rollcall.benchmarks.thin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** ZMTP 3.0 with the mechanism NULL (RFC 23): the octets that a peer writes. */
public final class Zmtp {
  /** Octets of a greeting. */
  public static final int GREETING = 64;

  /** The flag of a frame that another follows in the same message. */
  public static final int MORE = 1;

  /** The flag of a frame whose length has eight octets. */
  static final int LARGE = 2;

  /** The flag of a frame that is a command. */
  static final int COMMAND = 4;

  private static final int SHORT = 255;

  private Zmtp() {}

  /** A greeting, and the command READY of a socket of this type. */
  public static byte[] handshake(String socketType) {
    byte[] ready = property("READY", "Socket-Type", socketType);
    ByteBuffer out = ByteBuffer.allocate(GREETING + 2 + ready.length);
    out.put(0, (byte) 0xff).put(9, (byte) 0x7f).put(10, (byte) 3).put(12, ascii("NULL"));
    out.position(GREETING);
    return out.put((byte) COMMAND).put((byte) ready.length).put(ready).array();
  }

  /** A message of one frame. */
  public static byte[] message(byte[] body) {
    return frame(0, body);
  }

  /** A frame with these flags; {@link #LARGE} is added where its length asks for it. */
  public static byte[] frame(int flags, byte[] body) {
    int length = body.length;
    ByteBuffer out = ByteBuffer.allocate(head(length) + length);
    if (length > SHORT) {
      out.put((byte) (flags | LARGE)).putLong(length);
    } else {
      out.put((byte) flags).put((byte) length);
    }
    return out.put(body).array();
  }

  /** A subscription to this topic, or its end. */
  public static byte[] subscription(boolean wanted, byte[] topic) {
    ByteBuffer body = ByteBuffer.allocate(1 + topic.length);
    return message(body.put((byte) (wanted ? 1 : 0)).put(topic).array());
  }

  /** How many octets stand before a body of this length. */
  static int head(long length) {
    return length > SHORT ? 9 : 2;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] property(String command, String name, String value) {
    ByteBuffer out =
        ByteBuffer.allocate(1 + command.length() + 1 + name.length() + 4 + value.length());
    out.put((byte) command.length()).put(ascii(command));
    out.put((byte) name.length()).put(ascii(name));
    return out.putInt(value.length()).put(ascii(value)).array();
  }
}
