package io.rollcall.discovery.lookup;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a host name into addresses; it may take as long as it likes. Thread-safe. */
public interface Resolver {
  /** As the JVM does it, with its cache. */
  Resolver SYSTEM = InetAddress::getAllByName;

  /** All addresses of a host, in any order. */
  InetAddress[] resolve(String host) throws UnknownHostException;

  /**
   * Whether it always answers at once, and the same of a host that it knows. Then the loop asks it,
   * until the host is known.
   */
  default boolean isInstant() {
    return false;
  }

  /** After how many nanoseconds a name is looked up again though nothing is wrong with it. */
  default long refreshNanos() {
    return 30_000_000_000L;
  }
}
