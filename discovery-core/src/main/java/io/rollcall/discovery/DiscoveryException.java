package io.rollcall.discovery;

import org.jspecify.annotations.Nullable;

/** Something failed on the way to the network; the message holds the endpoint as it was given. */
public class DiscoveryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what went wrong, the endpoint included, and what caused it if anything did. */
  public DiscoveryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
