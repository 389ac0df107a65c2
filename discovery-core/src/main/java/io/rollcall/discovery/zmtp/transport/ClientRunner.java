package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.SocketType;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clients' agent and its ports: a DEALER for each server. */
final class ClientRunner extends ConnectingRunner implements ClientPort {
  private static final int LONGEST = 32 * 1024;

  ClientRunner(Engine engine, Resolver resolver, @Nullable ReloadingKeyring keyring) {
    super(engine, resolver, keyring);
  }

  @Override
  SocketType type() {
    return SocketType.DEALER;
  }

  @Override
  int longest() {
    return LONGEST;
  }

  @Override
  public void send(Peer to, byte[] frame) {
    ServerConnection link = link(to);
    if (link != null) {
      link.send(Outgoing.message(frame));
    }
  }

  @Override
  public Optional<InetAddress> local(Peer server) {
    return Optional.ofNullable(link(server)).flatMap(ServerConnection::local);
  }
}
