package io.rollcall.jeromq;

import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.keys.Handshake;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.keys.ServerKey;
import io.rollcall.discovery.lookup.DialedEndpoint;
import io.rollcall.discovery.lookup.HostLookup;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.survey.Peer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.Msg;

/**
 * Ports that connect to one or more endpoints, each address of them by a link with a socket of its
 * own. {@link #connectTo} is thread-safe too.
 */
abstract class ConnectingRunner extends AgentRunner<ConnectingAgent> implements ConnectedAgent {
  /** The server gives one up before. What it has to say then waits for other handshakes. */
  private static final long SECURED_HANDSHAKE = 2_000_000L * SocketFactory.SEALED_HANDSHAKE_MILLIS;

  private final Resolver resolver;
  private final DialedEndpoint.Connector<ServerConnection> connector = new LinkConnector();
  private final Map<String, DialedEndpoint<ServerConnection>> dialedEndpoints =
      new LinkedHashMap<>();
  private final Map<Peer, ServerConnection> links = new HashMap<>();
  private List<TcpEndpoint> endpoints = List.of();
  private final @Nullable ReloadingKeyring keyring;
  private long peers;
  private boolean begun;

  ConnectingRunner(SocketLoop loop, Resolver resolver, @Nullable ReloadingKeyring keyring) {
    super(loop);
    this.resolver = resolver;
    this.keyring = keyring;
  }

  /** The agent runs: connects to its first endpoints; after a failure nothing is left behind. */
  final void begin(List<TcpEndpoint> first, long now) {
    try {
      connectTo(first);
      begun = true;
      reschedule();
    } finally {
      if (!begun) {
        shut();
      }
    }
  }

  @Override
  public final void connectTo(String list) {
    List<TcpEndpoint> checked = TcpEndpoint.toConnect(list);
    execute(now -> connectTo(checked));
  }

  private void connectTo(List<TcpEndpoint> list) {
    endpoints = list;
    Map<String, DialedEndpoint<ServerConnection>> gone = new LinkedHashMap<>(dialedEndpoints);
    for (TcpEndpoint endpoint : list) {
      gone.remove(endpoint.key());
      dialedEndpoints
          .computeIfAbsent(endpoint.key(), key -> new DialedEndpoint<>(connector, endpoint))
          .connect();
    }
    gone.forEach(
        (key, dialed) -> {
          dialedEndpoints.remove(key);
          dialed.leave();
        });
  }

  /** The agent gives a connection up. */
  public final void reconnect(Peer server) {
    execute(
        now -> {
          ServerConnection link = link(server);
          if (link != null) {
            link.reconnect(now);
          }
        });
  }

  /** For the {@link DialedEndpoint}s. */
  private final class LinkConnector implements DialedEndpoint.Connector<ServerConnection> {
    /** Opens a new link, and the agent hears of it. */
    @Override
    public ServerConnection link(DialedEndpoint<ServerConnection> dialed, TcpEndpoint address) {
      ServerConnection link =
          new ServerConnection(
              ConnectingRunner.this, dialed, new Peer(peers++, address.given(), ""), address);
      links.put(link.peer, link);
      if (begun) {
        link.openOrRetry(loop.now());
      } else {
        link.open();
      }
      agent().added(link.peer, loop.now());
      return link;
    }

    /** Closes a link for good; nothing more is sent there, not even a goodbye. */
    @Override
    public void unlink(ServerConnection link) {
      links.remove(link.peer);
      link.close();
      removed(link);
      agent().removed(link.peer, loop.now());
    }

    @Override
    public boolean isConnected(ServerConnection link) {
      return link.isConnected();
    }

    @Override
    public HostLookup lookup(String host, HostLookup.User user) {
      return loop.hosts().use(resolver, host, user);
    }

    @Override
    public void leave(HostLookup lookup, HostLookup.User user) {
      loop.hosts().leave(lookup, user);
    }

    @Override
    public void execute(Runnable command) {
      ConnectingRunner.this.execute(now -> command.run());
    }
  }

  /** A socket for a link, to a server that proves this key. */
  abstract ZMQ.Socket socket(@Nullable ServerKey key);

  /** What to connect with; {@code null} without security. */
  final @Nullable ServerKey serverKey(Handshake handshake) {
    return keyring == null ? null : keyring.towards(handshake);
  }

  /** How long a handshake, and the first word after it, may well take. */
  final long handshakeNanos() {
    return keyring == null ? 0 : SECURED_HANDSHAKE;
  }

  /** The key that this side proves; empty without security. */
  final Optional<String> ownKey() {
    return Optional.ofNullable(keyring).map(keys -> keys.own().publicKey());
  }

  /** The keys that a server may prove. */
  final Set<String> trustedKeys() {
    return keyring == null ? Set.of() : keyring.trusted();
  }

  /** A link has a new socket, not yet connected. */
  void prepare(ServerConnection link) {}

  /** A link is gone for good. */
  void removed(ServerConnection link) {}

  /** A link's connection stands. */
  final void connected(ServerConnection link, long now) {
    agent().connected(link.peer, now);
  }

  /** A link has another socket; what waited in the one before is lost. */
  abstract void interrupted(ServerConnection link, long now);

  /** A frame has come. */
  abstract void received(ServerConnection from, byte[] frame, long now);

  final void received(ServerConnection from, ZMQ.Socket socket, Msg frame, long now) {
    boolean part = frame instanceof InboundFrame read && read.verdict() == FrameVerdict.PART;
    if (part || socket.hasReceiveMore()) {
      RegisteredSocket.skip(socket);
      agent().dropped("a message of several frames", now);
    } else {
      received(from, frame.data(), now);
    }
  }

  /** The link to a server, unless it was removed. */
  final @Nullable ServerConnection link(Peer peer) {
    return links.get(peer);
  }

  @Override
  final void reopen(long now) {
    List.copyOf(links.values()).forEach(link -> link.reopen(now));
    // Whatever died may have died while it did this.
    connectTo(endpoints);
    reschedule();
  }

  @Override
  final void forget() {
    links.values().forEach(ServerConnection::close);
  }

  @Override
  final int sources() {
    return links.size();
  }

  @Override
  final void retire() {
    dialedEndpoints.values().forEach(DialedEndpoint::endLookup);
    if (keyring != null) {
      keyring.release();
    }
  }

  @Override
  final void release() {
    SharedLoop.release();
  }
}
