package io.rollcall.jeromq;

import io.rollcall.discovery.survey.Peer;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clients' connections, as a ROUTER and as the agent call them. Only for the loop's thread. */
final class RoutingIds {
  private final Map<ByteBuffer, Peer> peers = new HashMap<>();
  private final Map<Peer, byte[]> routes = new HashMap<>();
  private long lastPeer;

  @Nullable Peer peer(byte[] route) {
    return peers.get(ByteBuffer.wrap(route));
  }

  /** A connection that says its first word. */
  Peer add(byte[] route, String address, String key) {
    Peer peer = new Peer(++lastPeer, address, key);
    peers.put(ByteBuffer.wrap(route), peer);
    routes.put(peer, route);
    return peer;
  }

  @Nullable Peer remove(byte[] route) {
    Peer peer = peers.remove(ByteBuffer.wrap(route));
    if (peer != null) {
      routes.remove(peer);
    }
    return peer;
  }

  byte @Nullable [] route(Peer peer) {
    return routes.get(peer);
  }

  Collection<Peer> peers() {
    return List.copyOf(routes.keySet());
  }

  void clear() {
    peers.clear();
    routes.clear();
  }
}
