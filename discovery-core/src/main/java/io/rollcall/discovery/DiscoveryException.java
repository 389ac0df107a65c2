package io.rollcall.discovery;

import org.jspecify.annotations.Nullable;

/** A failure of the network or the system. The message contains the endpoint as it was given. */
public class DiscoveryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message that contains the endpoint, and the cause, if any. */
  public DiscoveryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
