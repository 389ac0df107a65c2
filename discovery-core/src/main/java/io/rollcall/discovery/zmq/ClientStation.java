package io.rollcall.discovery.zmq;

import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.survey.Peer;
import java.util.Arrays;
import org.zeromq.ZMQ;

/** A client's ports: a DEALER for each server. */
final class ClientStation extends ConnectingStation implements ClientPort {

  ClientStation(SocketLoop loop, Resolver resolver) {
    super(loop, resolver);
  }

  @Override
  public void send(Peer to, byte[] frame) {
    Link link = link(to);
    if (link != null) {
      link.use(socket -> socket.send(frame, ZMQ.DONTWAIT));
    }
  }

  @Override
  ZMQ.Socket socket() {
    return Sockets.dealer(loop);
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
