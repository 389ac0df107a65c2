package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;

/** The engine at both ends, with CURVE. */
class CurveTransportTest extends TransportContract {
  private static final Options OPTIONS = SealedOptions.create();

  CurveTransportTest() {
    super(new ZmtpTransport(OPTIONS), new ZmtpTransport(OPTIONS));
  }
}
