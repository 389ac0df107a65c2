package io.rollcall.discovery.conformance;

/** The engine at both ends, on two simulated hosts. */
class SimulatedTransportTest extends TransportContract {
  SimulatedTransportTest() {
    super(new SimulatedGround());
  }
}
