package io.rollcall.mesh.link;

import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.net.Priority;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.ZmtpSession;
import io.rollcall.mesh.wire.FrameException;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The mesh's frames on one connection of the engine, by ZMTP. For the engine's thread only. */
abstract class MeshWire implements Wire, ZmtpSession.Handler {
  final Station station;
  private final ZmtpSession session;
  private @Nullable Connection connection;
  private Priority priority = Priority.NORMAL;

  MeshWire(Station station, SocketType type, Mechanism mechanism) {
    this.station = station;
    this.session =
        new ZmtpSession(
            type,
            mechanism,
            MeshCodec.longest(station.options().mostOctets()),
            MeshCodec.longest(0),
            station.room,
            this);
  }

  final Connection connection() {
    Connection open = connection;
    if (open == null) {
      throw new IllegalStateException("not opened yet");
    }
    return open;
  }

  /** Sends a frame behind those that wait; returns whether there was room for it. */
  final boolean send(MeshFrame frame) {
    return session.send(Outgoing.message(MeshCodec.encode(frame)));
  }

  /** Sends a frame before those that wait; returns whether there was room for it. */
  final boolean sendUrgently(MeshFrame frame) {
    priority = Priority.URGENT;
    try {
      return send(frame);
    } finally {
      priority = Priority.NORMAL;
    }
  }

  /** A frame has come. */
  abstract void heard(MeshFrame frame) throws WireException;

  /** The connection is closed. */
  abstract void gone(String why);

  /** What the far end is called in the log. */
  abstract String farEnd();

  @Override
  public final void opened(Connection opened) {
    connection = opened;
    station.wires.add(this);
    session.start();
  }

  @Override
  public final void received(ByteBuffer octets) throws WireException {
    try {
      session.received(octets);
    } catch (ZmtpException broken) {
      throw dropped(broken);
    }
  }

  @Override
  public final void message(byte[] body) {
    try {
      heard(MeshCodec.decode(body));
    } catch (FrameException | WireException malformed) {
      String why = String.valueOf(malformed.getMessage());
      dropped(why);
      connection().close(why);
    }
  }

  private WireException dropped(Exception broken) {
    String why = String.valueOf(broken.getMessage());
    dropped(why);
    return new WireException(why);
  }

  @Override
  public final void dropped(String what) {
    station.dropped(farEnd() + ": " + what);
  }

  @Override
  public final boolean write(Payload frames) {
    return connection().write(frames, priority);
  }

  @Override
  public final void closed(String why) {
    try {
      session.end();
      gone(why);
    } finally {
      station.wires.remove(this);
    }
  }
}
