package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import io.rollcall.jeromq.JeroMqTransport;

/** A server on the engine, clients and subscribers on JeroMQ. */
class ZmtpServerTest extends TransportContract {
  ZmtpServerTest() {
    super(new ZmtpTransport(Options.defaults()), new JeroMqTransport(Options.defaults()));
  }
}
