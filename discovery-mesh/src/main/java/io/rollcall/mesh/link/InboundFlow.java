package io.rollcall.mesh.link;

import io.rollcall.discovery.net.WireException;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.mesh.protocol.CreditGrant;
import io.rollcall.mesh.wire.MeshCodec;

/**
 * How much the far end of one link asks of this node at a time, and what it is told that it may.
 * For the engine's thread only.
 */
final class InboundFlow {
  private final Station station;
  private final MeshWire wire;
  private final CreditGrant grant;
  private boolean credited;
  private boolean telling;

  InboundFlow(Station station, MeshWire wire) {
    this.station = station;
    this.wire = wire;
    this.grant = new CreditGrant(station.options().concurrency(), station.windowOctets());
  }

  /** The far end is let in, and speaks this version. */
  void admitted(int version) {
    credited = version >= MeshCodec.FLOW;
    if (credited) {
      // Behind the WELCOME, not before it.
      wire.send(grant.tell());
    }
  }

  /**
   * A frame comes that makes work, or its first part.
   *
   * @throws WireException if that is more than the far end was told that it may send
   */
  Load arrive(int octets) throws WireException {
    boolean allowed = grant.arrived(octets);
    if (credited && !allowed) {
      throw new WireException("it sends more than it has credit for");
    }
    return new Load(this, octets);
  }

  /** Whether this is more than one link may ask for. */
  boolean isExceeded() {
    return grant.isExceeded();
  }

  OctetBudget room() {
    return station.room;
  }

  /** Many may end in one turn of the loop: they are told together. */
  void ended(int octets) {
    grant.ended(octets);
    if (credited && !telling && grant.isDue()) {
      telling = true;
      station.engine.execute(
          () -> {
            telling = false;
            tell();
          });
    }
  }

  /** Tells how much there is, also if it has been told before. */
  void tell() {
    if (credited && wire.connection().isOpen()) {
      wire.sendUrgently(grant.tell());
    }
  }
}
