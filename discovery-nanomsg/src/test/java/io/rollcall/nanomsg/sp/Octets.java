package io.rollcall.nanomsg.sp;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Octets as one writes them: {@code 00 53 50}. */
final class Octets {
  private Octets() {}

  static ByteBuffer of(String hex) {
    return ByteBuffer.wrap(bytes(hex));
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
