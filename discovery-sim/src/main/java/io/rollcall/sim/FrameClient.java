package io.rollcall.sim;

import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.survey.Peer;

/** A client in the simulated network. */
final class FrameClient extends FrameConnecting implements ClientPort {
  FrameClient(FrameNetwork network, Host host) {
    super(network, host);
  }

  @Override
  public void send(Peer to, byte[] frame) {
    FrameConnection connection = to(to);
    if (connection != null) {
      connection.up(frame);
    }
  }
}
