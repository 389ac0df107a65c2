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
import io.rollcall.mesh.protocol.InTransfers;
import io.rollcall.mesh.protocol.OutTransfers;
import io.rollcall.mesh.wire.FrameException;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Abort;
import io.rollcall.mesh.wire.MeshFrame.Begin;
import io.rollcall.mesh.wire.MeshFrame.Part;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The mesh's frames on one connection of the engine, by ZMTP. For the engine's thread only. */
abstract class MeshWire implements Wire, ZmtpSession.Handler {
  /** A frame that has begun, and of which nothing more comes for so long, ends the link. */
  static final long MOST_STILL = TimeUnit.SECONDS.toNanos(10);

  final Station station;
  private final ZmtpSession session;
  private final Transfers leaving;
  private final InTransfers<Load> coming;
  private @Nullable Connection connection;
  private Priority priority = Priority.NORMAL;
  private boolean inParts;

  MeshWire(Station station, SocketType type, Mechanism mechanism) {
    this.station = station;
    int longest = MeshCodec.longest(station.options().mostOctets());
    this.session =
        new ZmtpSession(type, mechanism, longest, MeshCodec.longest(0), station.room, this);
    this.leaving =
        new Transfers(
            frame -> session.frame(Outgoing.message(MeshCodec.encode(frame))),
            station.options().queueOctets());
    this.coming = new InTransfers<>(longest, station.room);
  }

  final Connection connection() {
    Connection open = connection;
    if (open == null) {
      throw new IllegalStateException("not opened yet");
    }
    return open;
  }

  /** The far end speaks this version. */
  final void speaks(int version) {
    inParts = version >= MeshCodec.FLOW;
  }

  /** Sends a frame behind those that wait; returns whether there was room for it. */
  final boolean send(MeshFrame frame) {
    return session.send(Outgoing.message(MeshCodec.encode(frame)));
  }

  /**
   * Sends a frame behind those that wait, in parts if it is long and the far end knows them.
   *
   * @param call the id of the request that it belongs to; 0 if none
   * @param owner told once it is on its way, or is aborted; not if there is no room for it
   * @return whether there was room for it
   */
  final boolean send(MeshFrame frame, long call, OutTransfers.Owner owner) {
    if (inParts && Transfers.isLong(MeshCodec.length(frame)) && connection().isOpen()) {
      return leaving.send(connection(), frame, call, owner);
    }
    boolean taken = send(frame);
    if (taken) {
      owner.over(true);
    }
    return taken;
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

  /** Nobody wants what is on its way for this request, in either direction. */
  final void abort(long call) {
    leaving.abort(connection(), call);
    coming.drop(call).forEach(each -> each.tag().release());
  }

  /** A frame has come. */
  abstract void heard(MeshFrame frame) throws WireException;

  /** A frame of so many octets begins to come; null if nobody wants it. */
  abstract @Nullable Load begins(long call, int octets) throws WireException;

  /** A frame has come in parts. */
  abstract void heardInParts(MeshFrame frame, Load load) throws WireException;

  /** A frame that was coming for this request had to be dropped, as there is no room. */
  abstract void noRoom(long call);

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

  /** Goes on with a handshake that had to wait. */
  public final void proceed() {
    try {
      session.proceed();
      connection().resume();
    } catch (ZmtpException broken) {
      connection().close(String.valueOf(dropped(broken).getMessage()));
    }
  }

  @Override
  public final void message(byte[] body) {
    try {
      MeshFrame frame = MeshCodec.decode(body);
      if (!part(frame)) {
        heard(frame);
      }
    } catch (FrameException | WireException malformed) {
      String why = String.valueOf(malformed.getMessage());
      dropped(why);
      connection().close(why);
    }
  }

  /** Whether this is a part of a long frame. */
  private boolean part(MeshFrame frame) throws FrameException, WireException {
    long now = station.engine.now();
    if (!inParts) {
      return false;
    } else if (frame instanceof Begin begin) {
      Load load = begins(begin.call(), begin.length());
      if (load == null) {
        coming.passOver(begin);
      } else {
        kept(coming.begin(begin, load, now));
      }
    } else if (frame instanceof Part part) {
      kept(coming.part(part, now));
    } else if (frame instanceof Abort abort) {
      InTransfers<Load>.Transfer over = coming.abort(abort);
      if (over != null) {
        over.tag().release();
      }
    } else {
      return false;
    }
    return true;
  }

  private void kept(InTransfers.Result<Load> result) throws FrameException, WireException {
    InTransfers<Load>.Transfer transfer = result.transfer();
    if (transfer != null && result.step() == InTransfers.Step.WHOLE) {
      heardInParts(MeshCodec.decode(transfer.octets()), transfer.tag());
    } else if (transfer != null && result.step() == InTransfers.Step.NO_ROOM) {
      transfer.tag().release();
      station.counts.dropped.increment();
      noRoom(transfer.call());
    }
  }

  /** To be called now and then, after all has been read that has come. */
  final void beat(long now) {
    if (coming.standsStill(now, MOST_STILL)) {
      String why = "nothing more of a frame that had begun, for 10 s";
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
      coming.clear();
      leaving.clear();
      gone(why);
    } finally {
      station.wires.remove(this);
    }
  }
}
