package io.rollcall.discovery.net;

/**
 * What a peer sent breaks the rules of its wire; the message says how. Its connection is closed.
 */
public final class WireException extends Exception {
  private static final long serialVersionUID = 1;

  /** With what was sent and what was wanted. */
  public WireException(String message) {
    super(message);
  }
}
