package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.keys.Keyring;
import io.rollcall.discovery.lookup.DialedEndpoint;
import io.rollcall.discovery.lookup.HostLookup;
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
public abstract class ConnectingRunner extends AgentRunner<ConnectingAgent>
    implements ConnectedAgent, DialedEndpoint.Connector<ServerLink> {
  private final Resolver resolver;
  private final @Nullable Keyring keyring;
  private final Map<String, DialedEndpoint<ServerLink>> dialedEndpoints = new LinkedHashMap<>();
  private final Map<Peer, ServerLink> links = new HashMap<>();
  private long peers;

  /** The keys that this side proves, if it has any. */
  final OwnKeys ownKeys = new OwnKeys();

  ConnectingRunner(Engine engine, Resolver resolver, @Nullable Keyring keyring) {
    super(engine);
    this.resolver = resolver;
    this.keyring = keyring;
  }

  /** What this side of each connection is. */
  abstract SocketType type();

  /** How many octets a message of a server may have. */
  abstract int longest();

  /** The keys of this side, and those that servers may prove; null without security. */
  final @Nullable Keyring keyring() {
    return keyring;
  }

  /** A connection stands, on which nothing has been said. */
  void opened(ServerLink link) {}

  @Override
  public final void connectTo(String list) {
    List<TcpEndpoint> checked = TcpEndpoint.toConnect(list);
    execute(now -> connectTo(checked));
  }

  final void connectTo(List<TcpEndpoint> endpoints) {
    Map<String, DialedEndpoint<ServerLink>> left = new LinkedHashMap<>(dialedEndpoints);
    for (TcpEndpoint endpoint : endpoints) {
      left.remove(endpoint.key());
      DialedEndpoint<ServerLink> dialed = dialedEndpoints.get(endpoint.key());
      if (dialed == null) {
        dialed = new DialedEndpoint<>(this, endpoint);
        dialedEndpoints.put(endpoint.key(), dialed);
      }
      dialed.connect();
    }
    for (Map.Entry<String, DialedEndpoint<ServerLink>> each : left.entrySet()) {
      dialedEndpoints.remove(each.getKey());
      each.getValue().leave();
    }
  }

  @Override
  public final HostLookup lookup(String host, HostLookup.User user) {
    return engine.hosts().use(resolver, host, user);
  }

  @Override
  public final void leave(HostLookup lookup, HostLookup.User user) {
    engine.hosts().leave(lookup, user);
  }

  @Override
  public final boolean isConnected(ServerLink link) {
    return link.isOpen();
  }

  @Override
  public final void execute(Runnable command) {
    if (isRunning()) {
      command.run();
    }
  }

  /** Connects to one more address; the agent hears of it. */
  @Override
  public final ServerLink link(DialedEndpoint<ServerLink> dialed, TcpEndpoint address) {
    Peer peer = new Peer(peers++, address.given(), "");
    ServerLink link = new ServerLink(this, dialed, peer, Endpoint.of(address));
    links.put(peer, link);
    link.open();
    agent((agent, now) -> agent.added(peer, now));
    return link;
  }

  /** Closes a connection for good; nothing more is sent there, not even a goodbye. */
  @Override
  public final void unlink(ServerLink link) {
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

  final void connected(ServerLink link) {
    opened(link);
    agent((agent, now) -> agent.connected(link.peer, now));
  }

  final void lost(ServerLink link) {
    if (links.containsKey(link.peer)) {
      agent((agent, now) -> agent.lost(link.peer, now));
    }
  }

  final void heard(ServerLink link, byte[] frame) {
    if (links.containsKey(link.peer)) {
      agent((agent, now) -> agent.heard(link.peer, frame, now));
    }
  }

  @Override
  final void closePorts() {
    dialedEndpoints.values().forEach(DialedEndpoint::endLookup);
    new ArrayList<>(links.values()).forEach(ServerLink::stop);
    if (keyring != null) {
      keyring.release();
    }
  }
}
