package io.rollcall.discovery.zmtp;

import java.util.Locale;
import java.util.Set;

/** What a side of a connection is, and whom it talks to (RFC 37, "The Socket-Type Property"). */
public enum SocketType {
  /** Sends to any of its peers, and hears all; here it has one. */
  DEALER("REP", "DEALER", "ROUTER"),
  /** Sends to the peer that it names. */
  ROUTER("REQ", "DEALER", "ROUTER"),
  /** Sends to all who subscribed. */
  PUB("SUB", "XSUB"),
  /** The same, and hears of subscriptions. */
  XPUB("SUB", "XSUB"),
  /** Subscribes. */
  SUB("PUB", "XPUB");

  @SuppressWarnings("ImmutableEnumChecker") // Set.of can't be altered
  private final Set<String> peers;

  SocketType(String... peers) {
    this.peers = Set.of(peers);
  }

  /** Whether it may talk to a peer of this type, as that names itself. */
  boolean accepts(String peer) {
    return peers.contains(peer.toUpperCase(Locale.ROOT));
  }

  /** Whether its peers subscribe to what it sends. */
  boolean publishes() {
    return this == PUB || this == XPUB;
  }
}
