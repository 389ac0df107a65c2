package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import io.rollcall.jeromq.JeroMqTransport;

/** A server on the engine, clients and subscribers on JeroMQ, with CURVE. */
class CurveServerTest extends TransportContract {
  private static final Options OPTIONS = SealedOptions.create();

  CurveServerTest() {
    super(new ZmtpTransport(OPTIONS), new JeroMqTransport(OPTIONS));
  }
}
