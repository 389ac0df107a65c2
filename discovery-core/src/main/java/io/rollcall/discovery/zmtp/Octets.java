package io.rollcall.discovery.zmtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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

  /** As many octets as text; names and reasons are ASCII. */
  static String text(ByteBuffer from, int count, String what) throws ZmtpException {
    return new String(take(from, count, what), StandardCharsets.US_ASCII);
  }
}
