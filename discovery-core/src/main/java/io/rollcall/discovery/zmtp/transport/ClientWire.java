package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.guard.LimitedConnection;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.SocketType;
import org.jspecify.annotations.Nullable;

/** A server's side of one client's connection: it is a ROUTER. */
final class ClientWire extends AcceptedWire {
  /** A hello is at most 16 KB of attributes, and what frames them. */
  private static final int LONGEST = 32 * 1024;

  private @Nullable Peer peer;

  ClientWire(ServerRunner server) {
    super(server, LimitedConnection.Port.SURVEY, SocketType.ROUTER, LONGEST, LONGEST);
  }

  /** What the agent calls it; once it is ready. */
  Peer peer() {
    Peer named = peer;
    if (named == null) {
      throw new IllegalStateException("not ready yet");
    }
    return named;
  }

  @Override
  public void ready() {
    super.ready();
    peer = server.newPeer(connection().address(), key());
    server.ready(this);
  }

  @Override
  public void message(byte[] body) {
    server.heard(this, body);
  }

  @Override
  void gone() {
    super.gone();
    if (peer != null) {
      server.lost(this);
    }
  }
}
