package io.rollcall.discovery.zmtp.curve;

import io.rollcall.discovery.zmtp.ZmtpException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.Pack;

/**
 * Seals and opens with one key, as NaCl's {@code crypto_box} and {@code crypto_secretbox} do: by
 * XSalsa20 and Poly1305. A box is 16 octets longer than what is in it. Not thread-safe.
 *
 * @see <a href="https://cr.yp.to/highspeed/naclcrypto-20090310.pdf">Bernstein: Cryptography in
 *     NaCl</a>
 */
final class Box {
  /** A box has this many octets more than what is in it. */
  static final int OVERHEAD = 16;

  private static final int KEY = 32;
  private static final int PREFIX = 16;
  private static final int ROUNDS = 20;

  /** "expand 32-byte k", as Salsa20 has it. */
  private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

  private final byte[] key;
  private final Salsa20Engine cipher;
  private final Poly1305 poly1305 = new Poly1305();

  private Box(byte[] key, Salsa20Engine cipher) {
    this.key = key;
    this.cipher = cipher;
  }

  /** Of a key that nobody else has. Its nonces have 24 octets. */
  static Box of(byte[] secret) {
    return new Box(secret, new XSalsa20Engine());
  }

  /**
   * The same, for nonces that all begin with these 16 octets: what follows from them is worked out
   * once. The nonces of the new box are the 8 octets that are left.
   */
  Box series(byte[] prefix) {
    return new Box(hsalsa20(key, prefix), new Salsa20Engine());
  }

  /**
   * Between the holders of two pairs of keys.
   *
   * @throws ZmtpException if the other public key is one of the few with which everybody shares the
   *     same secret
   */
  static Box between(byte[] publicKey, byte[] secretKey) throws ZmtpException {
    byte[] shared = new byte[KEY];
    if (!X25519.calculateAgreement(secretKey, 0, publicKey, 0, shared, 0)) {
      throw new ZmtpException("a public key is degenerate");
    }
    return of(hsalsa20(shared, new byte[PREFIX]));
  }

  /**
   * HSalsa20: with zeros it makes the key of {@code crypto_box} of an agreement, with the beginning
   * of a nonce XSalsa20's key for the rest of it. Salsa20's core adds its input at the end, which
   * is taken off again.
   */
  private static byte[] hsalsa20(byte[] secret, byte[] prefix) {
    int[] in = new int[16];
    for (int i = 0; i < CONSTANTS.length; i++) {
      in[5 * i] = CONSTANTS[i];
    }
    Pack.littleEndianToInt(secret, 0, in, 1, 4);
    Pack.littleEndianToInt(prefix, 0, in, 6, 4);
    Pack.littleEndianToInt(secret, 16, in, 11, 4);
    int[] out = new int[16];
    Salsa20Engine.salsaCore(ROUNDS, in, out);
    int[] words = new int[8];
    for (int i = 0; i < 4; i++) {
      words[i] = out[5 * i] - in[5 * i];
      words[4 + i] = out[6 + i] - in[6 + i];
    }
    return Pack.intToLittleEndian(words);
  }

  /**
   * Seals.
   *
   * @param nonce must never serve twice with this key
   */
  byte[] seal(byte[] nonce, byte[] plain) {
    byte[] box = new byte[OVERHEAD + plain.length];
    System.arraycopy(plain, 0, box, OVERHEAD, plain.length);
    seal(nonce, box, 0, box.length);
    return box;
  }

  /** Seals in place so many octets from there on, of which the first {@link #OVERHEAD} are free. */
  void seal(byte[] nonce, byte[] octets, int from, int length) {
    begin(nonce);
    int sealed = from + OVERHEAD;
    cipher.processBytes(octets, sealed, length - OVERHEAD, octets, sealed);
    poly1305.update(octets, sealed, length - OVERHEAD);
    poly1305.doFinal(octets, from);
  }

  /**
   * Opens.
   *
   * @param what stands in the error
   * @throws ZmtpException if it was not sealed with this key and nonce, or was altered
   */
  byte[] open(byte[] nonce, byte[] box, String what) throws ZmtpException {
    return open(nonce, box, 0, what);
  }

  /** As above, what begins there. */
  byte[] open(byte[] nonce, byte[] octets, int from, String what) throws ZmtpException {
    int sealed = from + OVERHEAD;
    if (octets.length < sealed) {
      throw new ZmtpException("%s has %d octets".formatted(what, octets.length - from));
    }
    begin(nonce);
    poly1305.update(octets, sealed, octets.length - sealed);
    byte[] tag = new byte[OVERHEAD];
    poly1305.doFinal(tag, 0);
    if (!MessageDigest.isEqual(tag, Arrays.copyOfRange(octets, from, sealed))) {
      throw new ZmtpException(what + " does not open");
    }
    byte[] plain = new byte[octets.length - sealed];
    cipher.processBytes(octets, sealed, plain.length, plain, 0);
    return plain;
  }

  /** The first octets of the stream are the key of the tag. */
  private void begin(byte[] nonce) {
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    byte[] tagKey = new byte[KEY];
    cipher.processBytes(tagKey, 0, KEY, tagKey, 0);
    poly1305.init(new KeyParameter(tagKey));
  }
}
