package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.guard.LimitedConnection;
import io.rollcall.discovery.zmtp.SocketType;

/** A server's side of one subscriber's connection: it is an XPUB. */
final class SubscriberWire extends AcceptedWire {
  private static final int LONGEST_SUBSCRIPTION = 1024;

  SubscriberWire(ServerRunner server) {
    super(server, LimitedConnection.Port.PUB_SUB, SocketType.XPUB, LONGEST_SUBSCRIPTION, 0);
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
  void gone() {
    super.gone();
    server.lost(this);
  }
}
