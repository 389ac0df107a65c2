package io.rollcall.discovery.hostile;

/** Octets that a hostile peer sends, and what becomes of its connection. */
final class Attack {
  enum Fate {
    /** The connection is closed. */
    CUT,
    /** The connection is served as before. */
    SERVED,
    /** The connection waits for more, and nobody minds. */
    OPEN
  }

  private final String what;
  private final boolean shaken;
  private final byte[] octets;
  private final Fate fate;

  private Attack(String what, boolean shaken, byte[] octets, Fate fate) {
    this.what = what;
    this.shaken = shaken;
    this.octets = octets;
    this.fate = fate;
  }

  Fate fate() {
    return fate;
  }

  /** After a proper handshake. */
  static Attack greeted(String what, Fate fate, byte[]... octets) {
    return new Attack(what, true, Zmtp.join(octets), fate);
  }

  /** From the first octet of the connection. */
  static Attack ungreeted(String what, Fate fate, byte[]... octets) {
    return new Attack(what, false, Zmtp.join(octets), fate);
  }

  /** Plays the hostile end and returns whether the connection met its fate, as far as it shows. */
  boolean on(RawPeer peer, String socketType) {
    if (shaken) {
      peer.shake(socketType);
    }
    peer.send(octets);
    return fate != Fate.CUT || peer.awaitCut();
  }

  @Override
  public String toString() {
    return what;
  }
}
