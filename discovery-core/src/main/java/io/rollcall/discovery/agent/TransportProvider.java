package io.rollcall.discovery.agent;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.TransportKind;

/**
 * Makes the transports of a kind that core itself does not have. Found by {@link
 * java.util.ServiceLoader}. Thread-safe.
 */
public interface TransportProvider {
  /** The kind that it makes. */
  TransportKind kind();

  /** A transport; of the options {@code limits}, {@code security} and the pace concern it. */
  Transport transport(Options options);
}
