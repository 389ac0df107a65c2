package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;

/** The engine at both ends. */
class ZmtpTransportTest extends TransportContract {
  ZmtpTransportTest() {
    super(new ZmtpTransport(Options.defaults()), new ZmtpTransport(Options.defaults()));
  }
}
