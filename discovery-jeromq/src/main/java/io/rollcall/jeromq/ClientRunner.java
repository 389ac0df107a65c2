package io.rollcall.jeromq;

import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.keys.ServerKey;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.survey.Peer;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/** A client's ports: a DEALER for each server. */
final class ClientRunner extends ConnectingRunner implements ClientPort {

  ClientRunner(SocketLoop loop, Resolver resolver, @Nullable ReloadingKeyring keyring) {
    super(loop, resolver, keyring);
  }

  @Override
  public void send(Peer to, byte[] frame) {
    ServerConnection link = link(to);
    if (link != null) {
      link.use(socket -> socket.send(frame, ZMQ.DONTWAIT));
    }
  }

  @Override
  public Optional<InetAddress> local(Peer server) {
    return Optional.ofNullable(link(server)).flatMap(ServerConnection::local);
  }

  @Override
  ZMQ.Socket socket(@Nullable ServerKey key) {
    return SocketFactory.dealer(loop, key);
  }

  @Override
  void interrupted(ServerConnection link, long now) {
    agent().lost(link.peer, now);
    reschedule();
  }

  @Override
  void received(ServerConnection from, byte[] frame, long now) {
    if (Arrays.equals(frame, SocketFactory.GONE)) {
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
