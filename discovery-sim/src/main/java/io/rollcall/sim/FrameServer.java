package io.rollcall.sim;

import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.survey.Peer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server in the simulated network. */
final class FrameServer extends FrameNode<ListeningAgent> implements ServerPort {
  private final Map<Peer, FrameConnection> connections = new LinkedHashMap<>();
  private long peers;

  FrameServer(FrameNetwork network, Host host) {
    super(network, host);
  }

  Peer accept(FrameConnection connection) {
    Peer peer = new Peer(++peers, "", connection.client().host().key());
    connections.put(peer, connection);
    return peer;
  }

  void reopened() {
    connections.clear();
    call(agent -> agent.reopened(world.now()));
  }

  /** A client's frame, or a subscriber's topic. */
  void received(Peer from, byte[] frame) {
    FrameConnection connection = connections.get(from);
    if (connection == null) {
      // Nothing follows the word that a connection was lost.
      return;
    }
    if (connection.client() instanceof FrameSubscriber) {
      call(agent -> agent.subscribed(frame, world.now()));
    } else {
      call(agent -> agent.heard(from, frame, world.now()));
    }
  }

  void lost(Peer peer) {
    FrameConnection connection = connections.get(peer);
    if (connection != null && connection.client() instanceof FrameClient) {
      call(agent -> agent.lost(peer, world.now()));
    }
    connections.remove(peer);
  }

  @Override
  public void send(Peer to, byte[] frame) {
    FrameConnection connection = connections.get(to);
    if (connection != null && connection.peer().equals(to) && connection.server() == this) {
      connection.down(frame);
    }
  }

  @Override
  public int subscribers() {
    return (int)
        connections.values().stream()
            .filter(each -> each.client() instanceof FrameSubscriber)
            .count();
  }

  @Override
  public void publish(byte[] frame) {
    for (Map.Entry<Peer, FrameConnection> entry : connections.entrySet()) {
      FrameConnection each = entry.getValue();
      boolean stands = each.server() == this && each.peer().equals(entry.getKey());
      if (stands
          && each.client() instanceof FrameSubscriber subscriber
          && subscriber.listensTo(each.end(), frame)) {
        each.down(frame);
      }
    }
  }
}
