package io.rollcall.discovery.zmq;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The host names that are connected to in a loop: each is looked up by one thread, however many use
 * it. Only for the loop's thread.
 */
final class Hosts {
  private record Name(Resolver resolver, String host) {}

  private final SocketLoop loop;
  private final Map<Name, HostLookup> lookups = new HashMap<>();

  Hosts(SocketLoop loop) {
    this.loop = loop;
  }

  /** The lookup of a host; it goes on until all its users have left. */
  HostLookup use(Resolver resolver, String host, Destination user) {
    HostLookup lookup =
        lookups.computeIfAbsent(
            new Name(resolver, host.toLowerCase(Locale.ROOT)),
            name -> HostLookup.start(loop, name.resolver, name.host));
    lookup.add(user);
    return lookup;
  }

  void leave(HostLookup lookup, Destination user) {
    if (lookup.remove(user)) {
      lookups.values().remove(lookup);
      lookup.close();
    }
  }
}
