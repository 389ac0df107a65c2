package io.rollcall.discovery.sim;

import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.survey.Peer;

/** A client in the simulated network. */
final class SimClient extends SimConnecting implements ClientPort {
  SimClient(SimNetwork network, Host host) {
    super(network, host);
  }

  @Override
  public void send(Peer to, byte[] frame) {
    Connection connection = to(to);
    if (connection != null) {
      connection.up(frame);
    }
  }
}
