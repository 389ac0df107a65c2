package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.lookup.HostLookup;
import io.rollcall.discovery.net.Endpoint;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that an agent connects to, with a link for each of its addresses. For the engine's
 * thread only.
 */
final class Destination implements HostLookup.User {
  private static final String LOOPBACK = "localhost";

  private final ConnectingRunner runner;
  private final Endpoint endpoint;
  private final Map<String, ServerLink> links = new LinkedHashMap<>();
  private @Nullable HostLookup lookup;
  private boolean left;

  Destination(ConnectingRunner runner, Endpoint endpoint) {
    this.runner = runner;
    this.endpoint = endpoint;
  }

  /** Connects to the addresses that are known and that it has no link to yet. */
  void connect() {
    if (lookup == null && !endpoint.isAddress() && !endpoint.host().equals(LOOPBACK)) {
      lookup = runner.engine.hosts().use(runner.resolver(), endpoint.host(), this);
    }
    for (Endpoint address : addresses()) {
      if (!links.containsKey(address.key())) {
        links.put(address.key(), runner.link(this, address));
      }
    }
  }

  /** Gives all its links up. */
  void leave() {
    left = true;
    endLookup();
    List.copyOf(links.values()).forEach(runner::unlink);
    links.clear();
  }

  /** Its name is looked up no more. */
  void endLookup() {
    if (lookup != null) {
      runner.engine.hosts().leave(lookup, this);
      lookup = null;
    }
  }

  @Override
  public void found() {
    if (!left) {
      connect();
      removeStale();
    }
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
  private void removeStale() {
    Set<String> known =
        addresses().stream()
            .map(Endpoint::key)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (Map.Entry<String, ServerLink> each : List.copyOf(links.entrySet())) {
      if (!known.contains(each.getKey()) && !each.getValue().isOpen()) {
        links.remove(each.getKey());
        runner.unlink(each.getValue());
      }
    }
  }

  private List<Endpoint> addresses() {
    return lookup == null ? List.of(endpoint) : lookup.known().stream().map(endpoint::at).toList();
  }
}
