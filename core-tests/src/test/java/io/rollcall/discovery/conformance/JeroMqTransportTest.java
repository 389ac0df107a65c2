package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.jeromq.JeroMqTransport;

/** JeroMQ at both ends. */
class JeroMqTransportTest extends TransportContract {
  JeroMqTransportTest() {
    super(new JeroMqTransport(Options.defaults()), new JeroMqTransport(Options.defaults()));
  }
}
