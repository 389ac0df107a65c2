package io.rollcall.discovery.sim;

import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.survey.Peer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A subscriber in the simulated network. Its subscriptions go out with each new connection. */
final class SimSubscriber extends SimConnecting implements SubscriberPort {
  private final List<byte[]> topics = new ArrayList<>();

  SimSubscriber(SimNetwork network, Host host) {
    super(network, host);
  }

  @Override
  public void subscribe(Peer server, byte[] topic) {
    topics.add(topic);
    if (to(server).server() != null) {
      to(server).up(topic);
    }
  }

  @Override
  public void unsubscribe(Peer server, byte[] topic) {
    topics.removeIf(each -> Arrays.equals(each, topic));
  }

  boolean listensTo(byte[] frame) {
    return topics.stream()
        .anyMatch(
            topic ->
                frame.length >= topic.length
                    && Arrays.equals(frame, 0, topic.length, topic, 0, topic.length));
  }

  @Override
  void connected(Connection connection) {
    topics.forEach(connection::up);
    super.connected(connection);
  }

  /** A subscriber's transport does not tell it that a connection was lost. */
  @Override
  void lost(Connection connection) {}
}
