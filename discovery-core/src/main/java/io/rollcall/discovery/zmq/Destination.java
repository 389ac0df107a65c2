package io.rollcall.discovery.zmq;

import io.rollcall.discovery.lookup.HostLookup;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that a station connects to, with a link for each of its addresses. Only for the
 * loop's thread.
 */
final class Destination implements HostLookup.User {
  private final ConnectingStation station;
  private final Endpoint endpoint;
  private final Map<Endpoint, Link> links = new LinkedHashMap<>();
  private @Nullable HostLookup lookup;
  private boolean left;

  Destination(ConnectingStation station, Endpoint endpoint) {
    this.station = station;
    this.endpoint = endpoint;
  }

  /** Connects to the addresses that are known and that it has no link to yet. */
  void connect(long now) {
    if (lookup == null && !endpoint.isAddress()) {
      lookup = station.loop.hosts().use(station.resolver, endpoint.host(), this);
    }
    for (Endpoint address : addresses()) {
      if (!links.containsKey(address)) {
        Link link = station.newLink(this, address);
        links.put(address, link);
        station.add(link, now);
      }
    }
  }

  /** Gives all its links up. */
  void leave(long now) {
    left = true;
    endLookup();
    List.copyOf(links.values()).forEach(link -> station.remove(link, now));
    links.clear();
  }

  /** Its name is looked up no more. */
  void endLookup() {
    if (lookup != null) {
      station.loop.hosts().leave(lookup, this);
      lookup = null;
    }
  }

  @Override
  public void found() {
    station.execute(
        now -> {
          if (!left) {
            connect(now);
            removeStale(now);
          }
        });
  }

  /** A connection broke. */
  void broken() {
    if (lookup != null) {
      lookup.broken();
    }
  }

  /** An address can't be reached. */
  void unreachable() {
    if (lookup != null) {
      lookup.unreachable();
    }
  }

  /** A connection that stands is good until it breaks, whatever the name says. */
  private void removeStale(long now) {
    Set<Endpoint> addresses = addresses();
    for (Map.Entry<Endpoint, Link> each : List.copyOf(links.entrySet())) {
      Link link = each.getValue();
      if (!addresses.contains(each.getKey()) && !link.isConnected()) {
        links.remove(each.getKey());
        station.remove(link, now);
      }
    }
  }

  private Set<Endpoint> addresses() {
    return lookup == null
        ? Set.of(endpoint)
        : lookup.known().stream()
            .map(endpoint::at)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
