package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.SocketType;

/** A server's side of one subscriber's connection: it is an XPUB. */
final class SubscriberWire extends ZmtpWire {
  private static final int LONGEST_SUBSCRIPTION = 1024;

  private final ServerRunner server;

  SubscriberWire(ServerRunner server) {
    super(SocketType.XPUB, new NullMechanism(SocketType.XPUB), LONGEST_SUBSCRIPTION, 0);
    this.server = server;
  }

  @Override
  public void opened(Connection opened) {
    server.opened(this);
    super.opened(opened);
  }

  @Override
  public void subscribed(byte[] topic) {
    server.subscribed(this, topic);
  }

  @Override
  public void cancelled(byte[] topic) {
    server.cancelled(this, topic);
  }

  @Override
  public void closed(String why) {
    server.lost(this);
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
  public void message(byte[] body) {}
}
