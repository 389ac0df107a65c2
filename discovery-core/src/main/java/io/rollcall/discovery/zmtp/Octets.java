package io.rollcall.discovery.zmtp;

import java.nio.ByteBuffer;

/** Takes counted octets out of a body, and never more than there are. */
final class Octets {
  private Octets() {}

  /** As many octets, of what {@code what} names. */
  static byte[] take(ByteBuffer from, int count, String what) throws ZmtpException {
    if (count < 0 || count > from.remaining()) {
      throw new ZmtpException(
          "%s has %s octets, and %d have come"
              .formatted(what, Integer.toUnsignedString(count), from.remaining()));
    }
    byte[] taken = new byte[count];
    from.get(taken);
    return taken;
  }

  static byte[] rest(ByteBuffer from) {
    byte[] rest = new byte[from.remaining()];
    from.get(rest);
    return rest;
  }

  /**
   * As many octets as text; names and reasons are ASCII that can be printed (RFC 37). What is not
   * is replaced, so that it does no harm in a log.
   */
  static String text(ByteBuffer from, int count, String what) throws ZmtpException {
    return printable(take(from, count, what), 0, count);
  }

  static String printable(byte[] octets, int from, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = from; i < from + count; i++) {
      text.append(octets[i] >= ' ' && octets[i] < 0x7F ? (char) octets[i] : '\uFFFD');
    }
    return text.toString();
  }
}
