package io.rollcall.discovery.keys;

import io.rollcall.discovery.DiscoveryException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;

/**
 * A new pair of keys of Curve25519, made by the JDK: so no library is needed to make keys. The
 * arrays must not be altered.
 *
 * @param publicKey 32 octets
 * @param secretKey 32 octets
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeyPair(byte[] publicKey, byte[] secretKey) {
  private static final int LENGTH = 32;

  /**
   * A new pair.
   *
   * @throws DiscoveryException if this runtime has no X25519, for want of the module {@code
   *     jdk.crypto.ec}
   */
  static KeyPair create() {
    try {
      java.security.KeyPair made = KeyPairGenerator.getInstance("X25519").generateKeyPair();
      byte[] secret = ((XECPrivateKey) made.getPrivate()).getScalar().orElseThrow();
      return new KeyPair(littleEndian(((XECPublicKey) made.getPublic()).getU()), secret);
    } catch (GeneralSecurityException missing) {
      throw new DiscoveryException(
          "security: this Java runtime makes no keys: " + missing.getMessage(), missing);
    }
  }

  private static byte[] littleEndian(BigInteger coordinate) {
    byte[] bigEndian = coordinate.toByteArray();
    byte[] octets = new byte[LENGTH];
    for (int i = 0; i < Math.min(LENGTH, bigEndian.length); i++) {
      octets[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return octets;
  }

  /** Does not show the secret. */
  @Override
  public String toString() {
    return "a pair of keys";
  }
}
