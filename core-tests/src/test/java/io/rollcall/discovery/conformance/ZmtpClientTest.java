package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmq.ZmqTransport;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;

/** A server on JeroMQ, clients and subscribers on the engine. */
class ZmtpClientTest extends TransportContract {
  ZmtpClientTest() {
    super(new ZmqTransport(Options.defaults()), new ZmtpTransport(Options.defaults()));
  }
}
