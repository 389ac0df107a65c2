package io.rollcall.jeromq;

import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.keys.ServerKey;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.survey.Peer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/** A subscriber's ports: a SUB for each server. */
final class SubscriberRunner extends ConnectingRunner implements SubscriberPort {
  /** What a new socket subscribes to again. */
  private final Map<Peer, Map<ByteBuffer, byte[]>> topics = new HashMap<>();

  SubscriberRunner(SocketLoop loop, Resolver resolver, @Nullable ReloadingKeyring keyring) {
    super(loop, resolver, keyring);
  }

  @Override
  public void subscribe(Peer server, byte[] topic) {
    ServerConnection link = link(server);
    if (link != null && topicsOf(server).put(ByteBuffer.wrap(topic), topic) == null) {
      link.use(socket -> socket.subscribe(topic));
    }
  }

  @Override
  public void unsubscribe(Peer server, byte[] topic) {
    ServerConnection link = link(server);
    if (link != null && topicsOf(server).remove(ByteBuffer.wrap(topic)) != null) {
      link.use(socket -> socket.unsubscribe(topic));
    }
  }

  @Override
  ZMQ.Socket socket(@Nullable ServerKey key) {
    return SocketFactory.sub(loop, key);
  }

  @Override
  void prepare(ServerConnection link) {
    topicsOf(link.peer).values().forEach(topic -> link.use(socket -> socket.subscribe(topic)));
  }

  @Override
  void removed(ServerConnection link) {
    topics.remove(link.peer);
  }

  /** Its subscriptions stand, and it asks for a snapshot as soon as it is connected. */
  @Override
  void interrupted(ServerConnection link, long now) {}

  @Override
  void received(ServerConnection from, byte[] frame, long now) {
    from.heard();
    agent().heard(from.peer, frame, now);
  }

  private Map<ByteBuffer, byte[]> topicsOf(Peer server) {
    return topics.computeIfAbsent(server, any -> new LinkedHashMap<>());
  }
}
