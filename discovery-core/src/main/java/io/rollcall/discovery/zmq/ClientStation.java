package io.rollcall.discovery.zmq;

import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.survey.Peer;
import java.util.Arrays;
import java.util.List;
import org.zeromq.ZMQ;

/** A client's ports: a DEALER for each endpoint. */
final class ClientStation extends ConnectingStation implements ClientPort {

  ClientStation(SocketLoop loop, List<Endpoint> endpoints) {
    super(loop, endpoints);
  }

  @Override
  public void send(Peer to, byte[] frame) {
    link(to).use(socket -> socket.send(frame, ZMQ.DONTWAIT));
  }

  @Override
  ZMQ.Socket socket() {
    return Sockets.dealer(loop);
  }

  /** What was sent before had no queue to wait in. */
  @Override
  void connectedLate(Link link, long now) {
    interrupted(link, now);
  }

  @Override
  void interrupted(Link link, long now) {
    agent().lost(link.peer, now);
    reschedule();
  }

  @Override
  void received(Link from, byte[] frame, long now) {
    if (Arrays.equals(frame, Sockets.GONE)) {
      // Read in order with all messages, but ZeroMQ may have told of the next connection before.
      agent().lost(from.peer, now);
      if (from.isConnected()) {
        agent().connected(from.peer, now);
      }
    } else {
      loop.vigil().forget(from);
      agent().heard(from.peer, frame, now);
    }
  }
}
