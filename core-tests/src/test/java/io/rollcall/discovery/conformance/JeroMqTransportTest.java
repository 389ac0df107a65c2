package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.zmq.ZmqTransport;

/** JeroMQ at both ends. */
class JeroMqTransportTest extends TransportContract {
  JeroMqTransportTest() {
    super(new ZmqTransport(Options.defaults()), new ZmqTransport(Options.defaults()));
  }
}
