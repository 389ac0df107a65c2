package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;

class ZmtpTransportTest extends TransportContract {
  @Override
  Transport transport() {
    return new ZmtpTransport(Options.defaults());
  }
}
