package io.rollcall.discovery.zmq;

import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.survey.Peer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/** A client's ports: a DEALER for each server. */
final class ClientStation extends ConnectingStation implements ClientPort {

  ClientStation(SocketLoop loop, Resolver resolver, @Nullable Keyring keyring) {
    super(loop, resolver, keyring);
  }

  @Override
  public void send(Peer to, byte[] frame) {
    Link link = link(to);
    if (link != null) {
      link.use(socket -> socket.send(frame, ZMQ.DONTWAIT));
    }
  }

  @Override
  ZMQ.Socket socket(@Nullable ServerKey key) {
    return Sockets.dealer(loop, key);
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
      from.heard();
      agent().heard(from.peer, frame, now);
    }
  }
}
