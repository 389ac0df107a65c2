package io.rollcall.mesh.protocol;

import io.rollcall.mesh.wire.MeshFrame.Demand;
import org.jspecify.annotations.Nullable;

/**
 * What one who reads a stream lets the other side send: as much as was asked for, and no more at a
 * time than a window. Told as totals since the stream began, as {@link CreditGrant} is.
 */
public final class StreamWindow {
  /** So many items are on their way at a time. */
  public static final int ITEMS = 256;

  /** After so many octets that were not read yet no further item is sent. */
  public static final int OCTETS = 1 << 20;

  private long requested;
  private long readItems;
  private long readOctets;
  private long arrivedItems;
  private long arrivedOctets;
  private long toldItems;
  private long toldOctets;

  /** Nothing has been asked for. */
  public StreamWindow() {}

  /** The reader asks for so many more items; without bound from a certain sum on. */
  public void requested(long items) {
    requested = requested + items < 0 ? Long.MAX_VALUE : requested + items;
  }

  /**
   * An item of so many octets has come; returns whether the other side had been told that it may.
   */
  public boolean arrived(int octets) {
    boolean allowed = arrivedItems < toldItems && arrivedOctets < toldOctets;
    arrivedItems++;
    arrivedOctets += octets;
    return allowed;
  }

  /** The reader has got so many items, of so many octets in all. */
  public void read(long items, long octets) {
    readItems += items;
    readOctets += octets;
  }

  /** What the other side is to be told now; null if that can wait. */
  public @Nullable Demand due(long id) {
    long items = Math.min(requested, readItems + ITEMS);
    boolean moreItems = items > toldItems && toldItems - arrivedItems <= ITEMS / 2;
    boolean moreOctets =
        readOctets + OCTETS > toldOctets && toldOctets - arrivedOctets <= OCTETS / 2;
    return moreItems || (moreOctets && items > arrivedItems) ? tell(id) : null;
  }

  /** What the other side is told. */
  public Demand tell(long id) {
    toldItems = Math.min(requested, readItems + ITEMS);
    toldOctets = readOctets + OCTETS;
    return new Demand(id, toldItems, toldOctets);
  }
}
