package io.rollcall.mesh.protocol;

import io.rollcall.mesh.wire.MeshFrame.Credit;

/**
 * How much one link may ask of this node at a time, in frames and in octets. What the far end may
 * have sent in all is told as totals since the link was made, so that each word of it makes up for
 * one that was lost.
 */
public final class CreditGrant {
  private final long mostRequests;
  private final long mostOctets;
  private long arrivedRequests;
  private long arrivedOctets;
  private long endedRequests;
  private long endedOctets;
  private long toldRequests;
  private long toldOctets;

  /** So much at a time. */
  public CreditGrant(long mostRequests, long mostOctets) {
    this.mostRequests = mostRequests;
    this.mostOctets = mostOctets;
  }

  /** A frame of so many octets has come; returns whether the far end had been told that it may. */
  public boolean arrived(int octets) {
    arrivedRequests++;
    arrivedOctets += octets;
    return arrivedRequests <= toldRequests && arrivedOctets <= toldOctets;
  }

  /** Whether there is more than is granted to any: what one does who has never been told. */
  public boolean isExceeded() {
    return arrivedRequests - endedRequests > mostRequests
        || arrivedOctets - endedOctets > mostOctets;
  }

  /** A frame of so many octets makes no work any more. */
  public void ended(int octets) {
    endedRequests++;
    endedOctets += octets;
  }

  /** Whether the far end should be told now: it may soon wait, and there is more for it. */
  public boolean isDue() {
    return (toldRequests < endedRequests + mostRequests
            && toldRequests - arrivedRequests <= mostRequests / 2)
        || (toldOctets < endedOctets + mostOctets && toldOctets - arrivedOctets <= mostOctets / 2);
  }

  /** What the far end is told. */
  public Credit tell() {
    toldRequests = endedRequests + mostRequests;
    toldOctets = endedOctets + mostOctets;
    return new Credit(toldRequests, toldOctets);
  }

  /** How many frames make work. */
  public long requests() {
    return arrivedRequests - endedRequests;
  }
}
