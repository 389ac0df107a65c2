package io.rollcall.discovery.zmtp;

/**
 * How many octets all connections of one owner together may keep of what their peers have begun.
 * Else many peers, each within its own limit, could use up all memory. Not thread-safe.
 */
public final class OctetBudget {
  private final long most;
  private long taken;

  /** So many octets in all. */
  public OctetBudget(long most) {
    this.most = most;
  }

  /** For peers that this process has chosen itself. */
  public static OctetBudget unbounded() {
    return new OctetBudget(Long.MAX_VALUE);
  }

  /** Takes so many octets; returns whether there was room for them. */
  public boolean take(int octets) {
    if (octets > most - taken) {
      return false;
    }
    taken += octets;
    return true;
  }

  /** Gives octets back that were taken. */
  public void give(int octets) {
    taken -= octets;
  }

  /** How many octets are taken. */
  public long taken() {
    return taken;
  }
}
