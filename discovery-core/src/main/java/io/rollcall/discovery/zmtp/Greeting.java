package io.rollcall.discovery.zmtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The first 64 octets of each side (RFC 37, "Greeting"). Immutable.
 *
 * @param minor the second number of the version; the first is 3
 * @param mechanism the name of the security mechanism, {@code NULL} for none
 * @param asServer whether this side is the server of the mechanism
 */
record Greeting(int minor, String mechanism, boolean asServer) {
  static final int LENGTH = 64;

  /** The version that this side speaks, 3.1. */
  static final int MINOR = 1;

  private static final int MAJOR = 3;
  private static final int SIGNATURE = 10;
  private static final int MECHANISM = 12;
  private static final int MECHANISM_LENGTH = 20;
  private static final int AS_SERVER = 32;

  ByteBuffer toOctets() {
    ByteBuffer octets = ByteBuffer.allocate(LENGTH);
    octets.put(0, (byte) 0xFF).put(SIGNATURE - 1, (byte) 0x7F);
    octets.put(SIGNATURE, (byte) MAJOR).put(SIGNATURE + 1, (byte) minor);
    octets.put(MECHANISM, mechanism.getBytes(StandardCharsets.US_ASCII));
    return octets.put(AS_SERVER, (byte) (asServer ? 1 : 0));
  }

  /**
   * What is wrong with the first octets of a greeting, as far as they have come; null if nothing
   * is. So a peer that speaks HTTP is cut at its first octet.
   */
  static @Nullable String fault(byte[] octets, int length) {
    if (length > 0 && octets[0] != (byte) 0xFF) {
      return "it does not speak ZMTP";
    }
    if (length >= SIGNATURE && (octets[SIGNATURE - 1] & 1) == 0) {
      return "it does not speak ZMTP";
    }
    if (length > SIGNATURE && (octets[SIGNATURE] & 0xFF) < MAJOR) {
      return "it speaks ZMTP " + (octets[SIGNATURE] & 0xFF) + ", older than 3";
    }
    return null;
  }

  /** Reads a whole greeting that has no {@link #fault}. */
  static Greeting of(byte[] octets) {
    // A later major version must be answered as this one (RFC 37, "Version negotiation").
    int minor = octets[SIGNATURE] == MAJOR ? octets[SIGNATURE + 1] & 0xFF : MINOR;
    int end = MECHANISM;
    while (end < MECHANISM + MECHANISM_LENGTH && octets[end] != 0) {
      end++;
    }
    String mechanism = Octets.printable(octets, MECHANISM, end - MECHANISM);
    return new Greeting(minor, mechanism, octets[AS_SERVER] == 1);
  }
}
