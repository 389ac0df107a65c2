package io.rollcall.discovery.survey;

/**
 * The far end of a connection, as the transport counts them. A server's peers are connections that
 * were made to it; a client's and a subscriber's are the endpoints that they connect to.
 *
 * @param number unique within one owner, never used again; below 0 for one that another protocol
 *     brings
 * @param address from where a server's peer connects, {@code HOST:PORT}, and empty if that is not
 *     known; of a server that one connects to, the endpoint
 * @param key the public key that a server's peer has proved; empty without security
 */
public record Peer(long number, String address, String key) {
  /** A peer of which nothing else is known. */
  public Peer(long number) {
    this(number, "", "");
  }

  /** Counts the owner's connections from 1; those that other protocols bring are counted apart. */
  long count() {
    return Math.abs(number);
  }

  /** Two are one if they have one number. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Peer peer && peer.number == number;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }
}
