package io.rollcall.discovery.survey;

/**
 * The far end of a connection, as the transport counts them. A server's peers are connections that
 * were made to it; a client's and a subscriber's are the endpoints that they connect to.
 *
 * @param kind who made the connection
 * @param number from 0 or 1 on; unique within one owner and kind, never used again
 * @param address from where a server's peer connects, {@code HOST:PORT}, and empty if that is not
 *     known; of a server that one connects to, the endpoint
 * @param key the public key that a server's peer has proved; empty without security
 */
public record Peer(Kind kind, long number, String address, String key) {
  /** Who made a connection. */
  public enum Kind {
    /** A connection of the transport. */
    TRANSPORT,
    /** A respondent that a bridge of another protocol brings. */
    BRIDGED
  }

  /** A connection of the transport. */
  public Peer(long number, String address, String key) {
    this(Kind.TRANSPORT, number, address, key);
  }

  /** A connection of the transport, of which nothing else is known. */
  public Peer(long number) {
    this(number, "", "");
  }

  /** A respondent that a bridge brings. */
  public static Peer bridged(long number, String address) {
    return new Peer(Kind.BRIDGED, number, address, "");
  }

  /** Whether a bridge of another protocol brings it. */
  public boolean isBridged() {
    return kind == Kind.BRIDGED;
  }

  /** Two are one if they have one kind and one number. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Peer peer && peer.number == number && peer.kind == kind;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(kind == Kind.BRIDGED ? ~number : number);
  }
}
