package io.rollcall.discovery.zmq;

import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.survey.Peer;
import java.util.List;

/** A subscriber's ports: a SUB for each endpoint. */
final class SubscriberStation extends ConnectingStation implements SubscriberPort {

  SubscriberStation(SocketLoop loop, List<Endpoint> endpoints) {
    super(loop, endpoints, Sockets::sub);
  }

  @Override
  public void subscribe(Peer server, byte[] topic) {
    Channel channel = channel(server);
    channel.socket.subscribe(topic);
    loop.touch(channel);
  }

  @Override
  public void unsubscribe(Peer server, byte[] topic) {
    Channel channel = channel(server);
    channel.socket.unsubscribe(topic);
    loop.touch(channel);
  }

  @Override
  void received(Peer from, byte[] frame, long now) {
    agent().heard(from, frame, now);
  }
}
