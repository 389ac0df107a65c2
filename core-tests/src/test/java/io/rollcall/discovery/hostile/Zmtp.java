package io.rollcall.discovery.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** ZMTP by hand (RFC 23 and 37): the octets of greetings, commands and frames, right or wrong. */
final class Zmtp {
  static final int MORE = 1;
  static final int LARGE = 2;
  static final int COMMAND = 4;
  static final int GREETING = 64;

  private Zmtp() {}

  /** A greeting of version 3.0 and mechanism NULL. */
  static byte[] greeting() {
    return greeting(3, "NULL");
  }

  static byte[] greeting(int major, String mechanism) {
    ByteBuffer out = ByteBuffer.allocate(GREETING);
    out.put(0, (byte) 0xff).put(9, (byte) 0x7f).put(10, (byte) major);
    return out.put(12, ascii(mechanism)).array();
  }

  static byte[] ready(String socketType) {
    return command("READY", property("Socket-Type", ascii(socketType)));
  }

  static byte[] property(String name, byte[] value) {
    return join(shortString(name), number4(value.length), value);
  }

  static byte[] command(String name, byte[] body) {
    return frame(COMMAND, join(shortString(name), body));
  }

  static byte[] message(byte[] body) {
    return frame(0, body);
  }

  static byte[] frame(int flags, byte[] body) {
    return body.length > 255
        ? join(claim(flags, body.length), body)
        : join(new byte[] {(byte) flags, (byte) body.length}, body);
  }

  /** The head of a frame that claims to be so long. */
  static byte[] claim(int flags, long length) {
    return ByteBuffer.allocate(9).put((byte) (flags | LARGE)).putLong(length).array();
  }

  static byte[] shortString(String text) {
    return join(new byte[] {(byte) text.length()}, ascii(text));
  }

  static byte[] number4(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** So many octets of one value. */
  static byte[] octets(int length, int value) {
    byte[] all = new byte[length];
    Arrays.fill(all, (byte) value);
    return all;
  }

  static byte[] times(int count, byte[] one) {
    ByteBuffer out = ByteBuffer.allocate(count * one.length);
    for (int i = 0; i < count; i++) {
      out.put(one);
    }
    return out.array();
  }

  static byte[] join(byte[]... parts) {
    ByteBuffer out = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      out.put(part);
    }
    return out.array();
  }
}
