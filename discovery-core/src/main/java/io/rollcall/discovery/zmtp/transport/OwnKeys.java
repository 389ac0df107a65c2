package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.keys.Certificate;
import io.rollcall.discovery.zmtp.curve.CurveKeys;
import org.jspecify.annotations.Nullable;

/** The keys of this side as CURVE takes them: copied once for each certificate. Not thread-safe. */
final class OwnKeys {
  private @Nullable Certificate certificate;
  private @Nullable CurveKeys pair;

  /** The pair in this certificate, which has a secret half. */
  CurveKeys of(Certificate own) {
    CurveKeys known = pair;
    if (known == null || own != certificate) {
      known = new CurveKeys(own.publicOctets(), own.secretOctets().orElseThrow());
      pair = known;
      certificate = own;
    }
    return known;
  }
}
