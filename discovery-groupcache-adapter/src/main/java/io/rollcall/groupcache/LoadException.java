package io.rollcall.groupcache;

import io.rollcall.discovery.DiscoveryException;
import org.jspecify.annotations.Nullable;

/** A key could not be loaded, set or removed; the message names group and key. */
public final class LoadException extends DiscoveryException {
  private static final long serialVersionUID = 1;

  /** With what went wrong, and what caused it if anything did. */
  public LoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
