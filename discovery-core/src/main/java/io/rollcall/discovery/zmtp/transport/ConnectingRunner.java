package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.keys.ReloadingKeyring;
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
    implements ConnectedAgent, DialedEndpoint.Connector<ServerConnection> {
  private final Resolver resolver;
  private final @Nullable ReloadingKeyring keyring;
  private final Map<String, DialedEndpoint<ServerConnection>> dialedEndpoints =
      new LinkedHashMap<>();
  private final Map<Peer, ServerConnection> links = new HashMap<>();
  private long peers;

  /** The keys that this side proves, if it has any. */
  final OwnKeys ownKeys = new OwnKeys();

  ConnectingRunner(Engine engine, Resolver resolver, @Nullable ReloadingKeyring keyring) {
    super(engine);
    this.resolver = resolver;
    this.keyring = keyring;
  }

  /** What this side of each connection is. */
  abstract SocketType type();

  /** How many octets a message of a server may have. */
  abstract int longest();

  /** The keys of this side, and those that servers may prove; null without security. */
  final @Nullable ReloadingKeyring keyring() {
    return keyring;
  }

  /** A connection stands, on which nothing has been said. */
  void opened(ServerConnection link) {}

  @Override
  public final void connectTo(String list) {
    List<TcpEndpoint> checked = TcpEndpoint.toConnect(list);
    execute(now -> connectTo(checked));
  }

  final void connectTo(List<TcpEndpoint> endpoints) {
    Map<String, DialedEndpoint<ServerConnection>> left = new LinkedHashMap<>(dialedEndpoints);
    for (TcpEndpoint endpoint : endpoints) {
      left.remove(endpoint.key());
      DialedEndpoint<ServerConnection> dialed = dialedEndpoints.get(endpoint.key());
      if (dialed == null) {
        dialed = new DialedEndpoint<>(this, endpoint);
        dialedEndpoints.put(endpoint.key(), dialed);
      }
      dialed.connect();
    }
    for (Map.Entry<String, DialedEndpoint<ServerConnection>> each : left.entrySet()) {
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
  public final boolean isConnected(ServerConnection link) {
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
  public final ServerConnection link(DialedEndpoint<ServerConnection> dialed, TcpEndpoint address) {
    Peer peer = new Peer(peers++, address.given(), "");
    ServerConnection link = new ServerConnection(this, dialed, peer, Endpoint.of(address));
    links.put(peer, link);
    link.open();
    agent((agent, now) -> agent.added(peer, now));
    return link;
  }

  /** Closes a connection for good; nothing more is sent there, not even a goodbye. */
  @Override
  public final void unlink(ServerConnection link) {
    links.remove(link.peer);
    link.close();
    removed(link);
    agent((agent, now) -> agent.removed(link.peer, now));
  }

  /** A connection was given up for good. */
  void removed(ServerConnection link) {}

  /** The link to a server, unless it was removed. */
  final @Nullable ServerConnection link(Peer peer) {
    return links.get(peer);
  }

  /** The agent gives a connection up. */
  public final void reconnect(Peer server) {
    ServerConnection link = links.get(server);
    if (link != null) {
      link.reconnect();
    }
  }

  final void connected(ServerConnection link) {
    opened(link);
    agent((agent, now) -> agent.connected(link.peer, now));
  }

  final void lost(ServerConnection link) {
    if (links.containsKey(link.peer)) {
      agent((agent, now) -> agent.lost(link.peer, now));
    }
  }

  final void heard(ServerConnection link, byte[] frame) {
    if (links.containsKey(link.peer)) {
      agent((agent, now) -> agent.heard(link.peer, frame, now));
    }
  }

  @Override
  final void closePorts() {
    dialedEndpoints.values().forEach(DialedEndpoint::endLookup);
    new ArrayList<>(links.values()).forEach(ServerConnection::stop);
    if (keyring != null) {
      keyring.release();
    }
  }
}
