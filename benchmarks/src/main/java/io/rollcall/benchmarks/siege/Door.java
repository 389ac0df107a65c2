package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.thin.Zmtp;

/** One of a server's two sockets. */
public enum Door {
  /** {@code urlServer}, where clients connect to. */
  ROUTER("DEALER"),
  /** {@code urlPubSub}, where subscribers connect to. */
  XPUB("SUB");

  private final String peer;

  Door(String peer) {
    this.peer = peer;
  }

  /** How who is let in begins: a greeting, and READY. */
  byte[] handshake() {
    return Zmtp.handshake(peer);
  }
}
