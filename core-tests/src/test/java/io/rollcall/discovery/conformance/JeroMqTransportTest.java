package io.rollcall.discovery.conformance;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.zmq.ZmqTransport;

class JeroMqTransportTest extends TransportContract {
  @Override
  Transport transport() {
    return new ZmqTransport(Options.defaults());
  }
}
