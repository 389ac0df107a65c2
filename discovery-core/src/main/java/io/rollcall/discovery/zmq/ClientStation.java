package io.rollcall.discovery.zmq;

import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.survey.Peer;
import java.util.Arrays;
import java.util.List;
import org.zeromq.ZMQ;

/** A client's ports: a DEALER for each endpoint. */
final class ClientStation extends ConnectingStation implements ClientPort {

  ClientStation(SocketLoop loop, List<Endpoint> endpoints) {
    super(loop, endpoints, Sockets::dealer);
  }

  @Override
  public void send(Peer to, byte[] frame) {
    Channel channel = channel(to);
    channel.socket.send(frame, ZMQ.DONTWAIT);
    loop.touch(channel);
  }

  @Override
  void connected(Peer peer, long now) {
    // That it was lost comes as a message, in order with all others.
    agent().connected(peer, now);
  }

  /** What was sent before had no queue to wait in. */
  @Override
  void connectedLate(Peer peer, long now) {
    agent().lost(peer, now);
    reschedule();
  }

  @Override
  void received(Peer from, byte[] frame, long now) {
    if (Arrays.equals(frame, Sockets.GONE)) {
      agent().lost(from, now);
    } else {
      agent().heard(from, frame, now);
    }
  }
}
