package io.rollcall.mesh.link;

import io.rollcall.mesh.protocol.CreditBalance;
import io.rollcall.mesh.protocol.WaitingLine;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Credit;
import org.jspecify.annotations.Nullable;

/**
 * What this node asks of the far end of one link: as much as that has granted; the rest waits. For
 * the engine's thread only.
 */
final class OutboundFlow {
  private final CreditBalance balance = new CreditBalance();
  private final WaitingLine<Parcel> line;
  private @Nullable MeshWire wire;

  OutboundFlow(Station station) {
    this.line = new WaitingLine<>(station.options().queueOctets());
  }

  /** The link can be used; the far end speaks this version. */
  void opened(MeshWire open, int version) {
    wire = open;
    if (version < MeshCodec.FLOW) {
      balance.unlimited();
    }
  }

  /** Sends a frame, now or once there is credit. */
  void send(Parcel parcel) {
    if (!parcel.isOpen()) {
      parcel.dropped();
      return;
    }
    int length = MeshCodec.length(parcel.frame());
    if (!line.isBlocked(length) && balance.covers(length)) {
      write(parcel);
    } else if (!line.add(parcel, length)) {
      parcel.dropped();
    }
  }

  /** The far end tells how much it takes. */
  void granted(Credit credit) {
    balance.granted(credit);
    pump();
  }

  private void pump() {
    for (Parcel next = line.poll(balance); next != null; next = line.poll(balance)) {
      if (next.isOpen()) {
        write(next);
      } else {
        next.dropped();
      }
    }
  }

  private void write(Parcel parcel) {
    MeshWire open = wire;
    MeshFrame frame = parcel.frame();
    int length = MeshCodec.length(frame);
    balance.spend(length);
    boolean taken =
        open != null
            && open.send(
                frame,
                parcel.call(),
                begun -> {
                  if (begun) {
                    parcel.sent();
                  } else {
                    balance.refund(length);
                  }
                });
    if (!taken) {
      balance.refund(length);
      parcel.dropped();
    }
  }

  /** It is not to be sent any more; returns whether it was still waiting. */
  boolean remove(Parcel parcel) {
    return line.remove(parcel);
  }

  /** Drops what waits and is not wanted any more, as it takes the place of others. */
  void sweep() {
    for (Parcel each : line.all()) {
      if (!each.isOpen() && line.remove(each)) {
        each.dropped();
      }
    }
    // What was given back by those that ended before they were sent.
    pump();
  }

  /** The link has failed. */
  void failed() {
    for (Parcel each : line.all()) {
      line.remove(each);
      each.dropped();
    }
  }
}
