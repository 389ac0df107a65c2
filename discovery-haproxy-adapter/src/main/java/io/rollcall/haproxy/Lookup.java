package io.rollcall.haproxy;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What is known of a host name.
 *
 * @param problem why there is no address; empty if there is one, or none yet
 */
record Lookup(Optional<InetAddress> address, String problem) {
  static final Lookup PENDING = new Lookup(Optional.empty(), "");

  static Lookup found(InetAddress address) {
    return new Lookup(Optional.of(address), "");
  }

  static Lookup failed(String problem) {
    return new Lookup(Optional.empty(), problem);
  }
}
