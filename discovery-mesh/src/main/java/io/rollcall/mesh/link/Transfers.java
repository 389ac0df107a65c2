package io.rollcall.mesh.link;

import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Payload;
import io.rollcall.mesh.protocol.OutTransfers;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import java.util.Iterator;
import java.util.function.Function;

/**
 * The long frames that leave on one connection, in parts behind all other frames. For the engine's
 * thread only.
 */
final class Transfers {
  private final OutTransfers transfers = new OutTransfers();
  private final Function<MeshFrame, Payload> sealing;
  private final long mostOctets;
  private boolean streaming;

  /**
   * None is under way.
   *
   * @param sealing how a frame is written to the connection
   * @param mostOctets that may wait; one frame alone always may
   */
  Transfers(Function<MeshFrame, Payload> sealing, long mostOctets) {
    this.sealing = sealing;
    this.mostOctets = mostOctets;
  }

  /** Whether a frame with these fields and this payload is sent in parts. */
  static boolean isLong(int length) {
    return length > OutTransfers.PART;
  }

  /** Sends a frame; returns whether there was room for it. */
  boolean send(Connection on, MeshFrame frame, long call, OutTransfers.Owner owner) {
    byte[] fields = MeshCodec.encodeFields(frame);
    byte[] payload = frame.payload();
    long length = (long) fields.length + payload.length;
    if (transfers.octets() > 0 && transfers.octets() + length > mostOctets) {
      return false;
    }
    transfers.add(call, fields, payload, owner);
    stream(on);
    return true;
  }

  /** Nobody wants the frames of this request any more. */
  void abort(Connection on, long call) {
    transfers.abort(call);
    stream(on);
  }

  private void stream(Connection on) {
    if (!streaming && !transfers.isEmpty()) {
      streaming = on.stream(new Parts());
    }
  }

  /** The connection is gone. */
  void clear() {
    transfers.clear();
  }

  private final class Parts implements Iterator<Payload> {
    @Override
    public boolean hasNext() {
      streaming = !transfers.isEmpty();
      return streaming;
    }

    @Override
    public Payload next() {
      return sealing.apply(transfers.next());
    }
  }
}
