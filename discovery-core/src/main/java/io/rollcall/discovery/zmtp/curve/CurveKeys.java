package io.rollcall.discovery.zmtp.curve;

import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * A pair of keys of Curve25519. The arrays must not be altered.
 *
 * @param publicKey 32 octets
 * @param secretKey 32 octets
 */
@SuppressWarnings("ArrayRecordComponent") // keys are not compared as pairs
public record CurveKeys(byte[] publicKey, byte[] secretKey) {
  /** How many octets a key has. */
  public static final int LENGTH = X25519.POINT_SIZE;

  /** A new pair. */
  public static CurveKeys generate(Randomness randomness) {
    return ofSecret(randomness.octets(LENGTH));
  }

  /** The pair of this secret key. */
  public static CurveKeys ofSecret(byte[] secretKey) {
    byte[] publicKey = new byte[LENGTH];
    X25519.scalarMultBase(secretKey, 0, publicKey, 0);
    return new CurveKeys(publicKey, secretKey);
  }

  /** Does not show the secret. */
  @Override
  public String toString() {
    return "a pair of CURVE keys";
  }
}
