package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import io.rollcall.jeromq.JeroMqTransport;

/** A server on JeroMQ, clients and subscribers on the engine. */
class ZmtpClientTest extends TransportContract {
  ZmtpClientTest() {
    super(new JeroMqTransport(Options.defaults()), new ZmtpTransport(Options.defaults()));
  }
}
