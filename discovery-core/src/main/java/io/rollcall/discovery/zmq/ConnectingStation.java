package io.rollcall.discovery.zmq;

import io.rollcall.discovery.agent.Transport.ConnectedAgent;
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
abstract class ConnectingStation extends Station implements ConnectedAgent {
  /** The server gives one up before. What it has to say then waits for other handshakes. */
  private static final long SECURED_HANDSHAKE = 2_000_000L * Sockets.SEALED_HANDSHAKE_MILLIS;

  final Resolver resolver;
  private final Map<String, Destination> destinations = new LinkedHashMap<>();
  private final Map<Peer, Link> links = new HashMap<>();
  private List<Endpoint> endpoints = List.of();
  private final @Nullable Keyring keyring;
  private long peers;
  private boolean begun;

  ConnectingStation(SocketLoop loop, Resolver resolver, @Nullable Keyring keyring) {
    super(loop);
    this.resolver = resolver;
    this.keyring = keyring;
  }

  /** The agent runs: connects to its first endpoints; after a failure nothing is left behind. */
  final void begin(List<Endpoint> first, long now) {
    try {
      connectTo(first, now);
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
    List<Endpoint> checked = Endpoint.toConnect(list);
    execute(now -> connectTo(checked, now));
  }

  private void connectTo(List<Endpoint> list, long now) {
    endpoints = list;
    Map<String, Destination> gone = new LinkedHashMap<>(destinations);
    for (Endpoint endpoint : list) {
      gone.remove(endpoint.key());
      destinations
          .computeIfAbsent(endpoint.key(), key -> new Destination(this, endpoint))
          .connect(now);
    }
    gone.forEach(
        (key, destination) -> {
          destinations.remove(key);
          destination.leave(now);
        });
  }

  /** The agent gives a connection up. */
  public final void reconnect(Peer server) {
    execute(
        now -> {
          Link link = link(server);
          if (link != null) {
            link.reconnect(now);
          }
        });
  }

  final Link newLink(Destination destination, Endpoint address) {
    return new Link(this, destination, new Peer(peers++, address.given(), ""), address);
  }

  /** Opens a new link, and the agent hears of it. */
  final void add(Link link, long now) {
    links.put(link.peer, link);
    if (begun) {
      link.openOrRetry(now);
    } else {
      link.open();
    }
    agent().added(link.peer, now);
  }

  /** Closes a link for good; nothing more is sent there, not even a goodbye. */
  final void remove(Link link, long now) {
    links.remove(link.peer);
    link.close();
    removed(link);
    agent().removed(link.peer, now);
  }

  /** A socket for a link, to a server that proves this key. */
  abstract ZMQ.Socket socket(@Nullable ServerKey key);

  /** What to connect with; {@code null} without security. */
  final @Nullable ServerKey serverKey(Handshake handshake) {
    if (keyring == null) {
      return null;
    }
    String server = handshake.serverKey(keyring.trusted());
    // Without a key that is trusted it asks for its own, which no server has.
    return new ServerKey(keyring.own(), server == null ? keyring.own().publicKey() : server);
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
  void prepare(Link link) {}

  /** A link is gone for good. */
  void removed(Link link) {}

  /** A link's connection stands. */
  final void connected(Link link, long now) {
    agent().connected(link.peer, now);
  }

  /** A link has another socket; what waited in the one before is lost. */
  abstract void interrupted(Link link, long now);

  /** A frame has come. */
  abstract void received(Link from, byte[] frame, long now);

  final void received(Link from, ZMQ.Socket socket, Msg frame, long now) {
    boolean part = frame instanceof Inbound heard && heard.word() == Word.PART;
    if (part || socket.hasReceiveMore()) {
      Channel.skip(socket);
      agent().dropped("a message of several frames", now);
    } else {
      received(from, frame.data(), now);
    }
  }

  /** The link to a server, unless it was removed. */
  final @Nullable Link link(Peer peer) {
    return links.get(peer);
  }

  @Override
  final void reopen(long now) {
    List.copyOf(links.values()).forEach(link -> link.reopen(now));
    // Whatever died may have died while it did this.
    connectTo(endpoints, now);
    reschedule();
  }

  @Override
  final void forget() {
    links.values().forEach(Link::close);
  }

  @Override
  final int sources() {
    return links.size();
  }

  @Override
  final void retire() {
    destinations.values().forEach(Destination::endLookup);
    if (keyring != null) {
      keyring.release();
    }
  }

  @Override
  final void release() {
    SharedLoop.release();
  }
}
