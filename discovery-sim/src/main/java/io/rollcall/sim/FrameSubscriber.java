package io.rollcall.sim;

import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.survey.Peer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A subscriber in the simulated network. Its subscriptions go out with each new connection. */
final class FrameSubscriber extends FrameConnecting implements SubscriberPort {
  private final Map<Peer, List<byte[]>> topics = new HashMap<>();

  FrameSubscriber(FrameNetwork network, Host host) {
    super(network, host);
  }

  @Override
  public void subscribe(Peer server, byte[] topic) {
    topicsAt(server).add(topic);
    FrameConnection connection = to(server);
    if (connection != null && connection.server() != null) {
      connection.up(topic);
    }
  }

  @Override
  public void unsubscribe(Peer server, byte[] topic) {
    topicsAt(server).removeIf(each -> Arrays.equals(each, topic));
  }

  boolean listensTo(Peer server, byte[] frame) {
    return topicsAt(server).stream()
        .anyMatch(
            topic ->
                frame.length >= topic.length
                    && Arrays.equals(frame, 0, topic.length, topic, 0, topic.length));
  }

  @Override
  void connected(FrameConnection connection) {
    topicsAt(connection.end()).forEach(connection::up);
    super.connected(connection);
  }

  /** A subscriber's transport does not tell it that a connection was lost. */
  @Override
  void lost(FrameConnection connection) {}

  private List<byte[]> topicsAt(Peer server) {
    return topics.computeIfAbsent(server, any -> new ArrayList<>());
  }
}
