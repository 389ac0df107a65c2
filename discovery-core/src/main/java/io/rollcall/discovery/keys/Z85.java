package io.rollcall.discovery.keys;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Keys as text: 32 octets are 40 printable characters (ZeroMQ RFC 32). Stateless. */
public final class Z85 {
  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

  private static final int BASE = DIGITS.length();
  private static final int KEY_OCTETS = 32;
  private static final int GROUP_OCTETS = Integer.BYTES;
  private static final int GROUP_DIGITS = 5;
  private static final int KEY_DIGITS = KEY_OCTETS / GROUP_OCTETS * GROUP_DIGITS;
  private static final long MOST = 0xFFFF_FFFFL;

  private Z85() {}

  /**
   * A key as text.
   *
   * @param key 32 octets
   */
  public static String encode(byte[] key) {
    ByteBuffer groups = ByteBuffer.wrap(key);
    StringBuilder text = new StringBuilder(KEY_DIGITS);
    while (groups.hasRemaining()) {
      long value = Integer.toUnsignedLong(groups.getInt());
      char[] digits = new char[GROUP_DIGITS];
      for (int i = GROUP_DIGITS - 1; i >= 0; i--) {
        digits[i] = DIGITS.charAt((int) (value % BASE));
        value /= BASE;
      }
      text.append(digits);
    }
    return text.toString();
  }

  /** The 32 octets of a key; empty if the text is none. */
  public static Optional<byte[]> decode(String text) {
    if (text.length() != KEY_DIGITS) {
      return Optional.empty();
    }
    ByteBuffer key = ByteBuffer.allocate(KEY_OCTETS);
    for (int at = 0; at < KEY_DIGITS; at += GROUP_DIGITS) {
      long value = 0;
      for (int i = at; i < at + GROUP_DIGITS; i++) {
        int digit = DIGITS.indexOf(text.charAt(i));
        if (digit < 0) {
          return Optional.empty();
        }
        value = value * BASE + digit;
      }
      if (value > MOST) {
        return Optional.empty();
      }
      key.putInt((int) value);
    }
    return Optional.of(key.array());
  }
}
