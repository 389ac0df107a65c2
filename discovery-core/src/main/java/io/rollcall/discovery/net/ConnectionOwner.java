package io.rollcall.discovery.net;

/** Who made a connection: a listener or a dialer. */
interface ConnectionOwner {
  /** The connection's handshake is done. */
  void established(Connection connection);

  /** The connection is closed, and why; whether its wire asked for another at once. */
  void gone(Connection connection, String why, boolean again);
}
