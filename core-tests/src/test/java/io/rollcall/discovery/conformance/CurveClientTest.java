package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import io.rollcall.jeromq.JeroMqTransport;

/** A server on JeroMQ, clients and subscribers on the engine, with CURVE. */
class CurveClientTest extends TransportContract {
  private static final Options OPTIONS = SealedOptions.create();

  CurveClientTest() {
    super(new JeroMqTransport(OPTIONS), new ZmtpTransport(OPTIONS));
  }
}
