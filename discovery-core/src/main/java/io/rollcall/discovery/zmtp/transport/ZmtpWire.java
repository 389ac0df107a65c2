package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.Session;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** ZMTP on one connection of the engine. For the engine's thread only. */
abstract class ZmtpWire implements Wire, Session.Owner {
  final Session session;
  private @Nullable Connection connection;

  ZmtpWire(SocketType type, Mechanism mechanism, int longest, int mostHeld) {
    this.session = new Session(type, mechanism, longest, mostHeld, this);
  }

  /** Sends something, or drops it where too much waits already; returns whether it was taken. */
  final boolean send(Outgoing outgoing) {
    return session.send(outgoing);
  }

  final Connection connection() {
    Connection open = connection;
    if (open == null) {
      throw new IllegalStateException("not opened yet");
    }
    return open;
  }

  @Override
  public void opened(Connection opened) {
    connection = opened;
    session.start();
  }

  @Override
  public final void received(ByteBuffer octets) throws WireException {
    try {
      session.received(octets);
    } catch (ZmtpException broken) {
      broken(String.valueOf(broken.getMessage()));
      throw new WireException(String.valueOf(broken.getMessage()));
    }
  }

  /** The peer breaks the rules; the connection is about to be closed. */
  abstract void broken(String how);

  @Override
  public final boolean write(ByteBuffer octets) {
    return connection().write(octets);
  }

  @Override
  public void ready() {
    connection().established();
  }
}
