package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.SocketType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent that connects to one or more endpoints, to each address behind one by a connection of
 * its own. {@link #connectTo} is thread-safe too.
 */
abstract class ConnectingRunner extends AgentRunner implements ConnectedAgent {
  private final Resolver resolver;
  private final Map<String, Destination> destinations = new LinkedHashMap<>();
  private final Map<Peer, ServerLink> links = new HashMap<>();
  private int open;
  private long peers;

  ConnectingRunner(Engine engine, Resolver resolver) {
    super(engine);
    this.resolver = resolver;
  }

  /** What this side of each connection is. */
  abstract SocketType type();

  /** How many octets a message of a server may have. */
  abstract int longest();

  /** A connection stands, on which nothing has been said. */
  void opened(ServerLink link) {}

  @Override
  public final void connectTo(String list) {
    List<Endpoint> checked = Endpoint.toConnect(list);
    execute(now -> connectTo(checked));
  }

  final void connectTo(List<Endpoint> endpoints) {
    Map<String, Destination> left = new LinkedHashMap<>(destinations);
    for (Endpoint endpoint : endpoints) {
      left.remove(endpoint.key());
      destinations
          .computeIfAbsent(endpoint.key(), key -> new Destination(this, endpoint))
          .connect();
    }
    left.forEach(
        (key, destination) -> {
          destinations.remove(key);
          destination.leave();
        });
  }

  final Resolver resolver() {
    return resolver;
  }

  /** Connects to one more address; the agent hears of it. */
  final ServerLink link(Destination destination, Endpoint address) {
    ServerLink link =
        new ServerLink(this, destination, new Peer(peers++, address.toString(), ""), address);
    links.put(link.peer, link);
    link.open();
    agent((agent, now) -> agent.added(link.peer, now));
    return link;
  }

  /** Closes a connection for good; nothing more is sent there, not even a goodbye. */
  final void unlink(ServerLink link) {
    links.remove(link.peer);
    link.close();
    removed(link);
    agent((agent, now) -> agent.removed(link.peer, now));
  }

  /** A connection was given up for good. */
  void removed(ServerLink link) {}

  /** The link to a server, unless it was removed. */
  final @Nullable ServerLink link(Peer peer) {
    return links.get(peer);
  }

  /** The agent gives a connection up. */
  public final void reconnect(Peer server) {
    ServerLink link = links.get(server);
    if (link != null) {
      link.reconnect();
    }
  }

  final void wireOpened(ServerLink link) {
    open++;
    opened(link);
    agent((agent, now) -> agent.connected(link.peer, now));
  }

  final void wireClosed(ServerLink link) {
    open--;
    if (links.containsKey(link.peer)) {
      agent((agent, now) -> agent.lost(link.peer, now));
    }
    portClosed();
  }

  final void heard(ServerLink link, byte[] frame) {
    if (links.containsKey(link.peer)) {
      agent((agent, now) -> agent.heard(link.peer, frame, now));
    }
  }

  @Override
  final void closePorts() {
    destinations.values().forEach(Destination::endLookup);
    new ArrayList<>(links.values()).forEach(ServerLink::finish);
  }

  @Override
  final void cutPorts() {
    new ArrayList<>(links.values()).forEach(ServerLink::close);
  }

  @Override
  final boolean areClosed() {
    return open == 0;
  }
}
