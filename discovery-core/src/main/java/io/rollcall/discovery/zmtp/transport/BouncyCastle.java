package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.keys.Certificate;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.zmtp.curve.CurveKeys;
import io.rollcall.discovery.zmtp.curve.Randomness;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The library without which this transport knows no CURVE: an optional one. */
final class BouncyCastle {
  static final Randomness RANDOMNESS = octets -> Source.RANDOM.nextBytes(octets);

  /** Made when there is security: a fresh JVM takes long for it. */
  private static final class Source {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  private BouncyCastle() {}

  /**
   * The keys of these files, to be released; null without security. The first handshake would be
   * too late to notice that the library is missing.
   *
   * @throws DiscoveryException if it is, a file can't be read, or the halves of the own key do not
   *     belong together; the message names it
   */
  static @Nullable ReloadingKeyring keyring(Security security) {
    if (security.own().isEmpty()) {
      return null;
    }
    try {
      CurveKeys.generate(RANDOMNESS);
    } catch (LinkageError missing) {
      throw new DiscoveryException(
          "security: CURVE needs the library Bouncy Castle (org.bouncycastle:bcprov-jdk18on),"
              + " which is not there",
          missing);
    }
    ReloadingKeyring ring = ReloadingKeyring.acquire(security);
    if (!isPair(ring.own())) {
      ring.release();
      throw new DiscoveryException(
          "security: %s: its curve/public-key is not that of its curve/secret-key"
              .formatted(security.own().get()),
          null);
    }
    return ring;
  }

  private static boolean isPair(Certificate own) {
    byte[] secret = own.secretOctets().orElseThrow();
    return Arrays.equals(CurveKeys.ofSecret(secret).publicKey(), own.publicOctets());
  }
}
