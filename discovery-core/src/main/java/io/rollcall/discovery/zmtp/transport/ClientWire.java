package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.SocketType;
import org.jspecify.annotations.Nullable;

/** A server's side of one client's connection: it is a ROUTER. */
final class ClientWire extends ZmtpWire {
  /** A hello is at most 16 KB of attributes, and what frames them. */
  private static final int LONGEST = 32 * 1024;

  private final ServerRunner server;
  private @Nullable Peer peer;

  ClientWire(ServerRunner server) {
    super(SocketType.ROUTER, new NullMechanism(SocketType.ROUTER), LONGEST, LONGEST);
    this.server = server;
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
  public void opened(Connection opened) {
    server.opened(this);
    super.opened(opened);
  }

  @Override
  public void ready() {
    super.ready();
    peer = server.newPeer(connection().address());
    server.ready(this);
  }

  @Override
  public void message(byte[] body) {
    server.heard(this, body);
  }

  @Override
  public void closed(String why) {
    if (peer != null) {
      server.lost(this);
    }
    server.closed(this);
  }

  @Override
  void broken(String how) {
    server.dropped("a connection from %s: %s".formatted(connection().address(), how));
  }

  @Override
  public void dropped(String what) {
    server.dropped(what);
  }

  @Override
  public void refused(String reason) {}

  @Override
  public void subscribed(byte[] topic) {}

  @Override
  public void cancelled(byte[] topic) {}
}
