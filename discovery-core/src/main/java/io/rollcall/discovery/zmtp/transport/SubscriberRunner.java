package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.SocketType;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Subscribers' agent and its ports: a SUB for each server. */
final class SubscriberRunner extends ConnectingRunner implements SubscriberPort {
  private static final int LONGEST = 1024 * 1024;

  /** What each connection subscribes to again. */
  private final Map<Peer, Set<ByteBuffer>> topics = new HashMap<>();

  SubscriberRunner(Engine engine, Resolver resolver, @Nullable ReloadingKeyring keyring) {
    super(engine, resolver, keyring);
  }

  @Override
  SocketType type() {
    return SocketType.SUB;
  }

  @Override
  int longest() {
    return LONGEST;
  }

  @Override
  public void subscribe(Peer server, byte[] topic) {
    ServerConnection link = link(server);
    if (link != null && topicsOf(server).add(ByteBuffer.wrap(topic))) {
      link.send(Outgoing.subscribe(topic));
    }
  }

  @Override
  public void unsubscribe(Peer server, byte[] topic) {
    ServerConnection link = link(server);
    if (link != null && topicsOf(server).remove(ByteBuffer.wrap(topic))) {
      link.send(Outgoing.cancel(topic));
    }
  }

  @Override
  @SuppressWarnings("ByteBufferBackingArray") // each wraps the whole of its own array
  void opened(ServerConnection link) {
    for (ByteBuffer topic : topicsOf(link.peer)) {
      link.send(Outgoing.subscribe(topic.array()));
    }
  }

  @Override
  void removed(ServerConnection link) {
    topics.remove(link.peer);
  }

  private Set<ByteBuffer> topicsOf(Peer server) {
    return topics.computeIfAbsent(server, any -> new LinkedHashSet<>());
  }
}
