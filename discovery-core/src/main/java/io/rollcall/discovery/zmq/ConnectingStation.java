package io.rollcall.discovery.zmq;

import io.rollcall.discovery.survey.Peer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zeromq.ZMQ;

/** Ports that connect to one or more endpoints, each through a socket of its own. */
abstract class ConnectingStation extends Station {
  /** Makes the socket for an endpoint; it is connected later. */
  interface SocketMaker {
    ZMQ.Socket make(SocketLoop loop, Endpoint endpoint);
  }

  private final Map<Peer, Channel> channels = new HashMap<>();
  private final List<Peer> servers = new ArrayList<>();
  private final List<Connector> connectors = new ArrayList<>();

  ConnectingStation(SocketLoop loop, List<Endpoint> endpoints, SocketMaker maker) {
    super(loop);
    try {
      endpoints.forEach(endpoint -> open(endpoint, maker));
    } catch (RuntimeException failed) {
      connectors.forEach(Connector::close);
      shut();
      throw failed;
    }
  }

  /** The endpoints, in the order given. */
  public final List<Peer> servers() {
    return List.copyOf(servers);
  }

  /** A socket was made; nothing is sent on it yet. */
  void opened(Peer peer, Channel channel) {}

  /** A frame has come. */
  abstract void received(Peer from, byte[] frame, long now);

  final Channel channel(Peer peer) {
    Channel channel = channels.get(peer);
    if (channel == null) {
      throw new IllegalArgumentException("no endpoint has " + peer);
    }
    return channel;
  }

  @Override
  final void release() {
    connectors.forEach(Connector::close);
    SharedLoop.release();
  }

  private void open(Endpoint endpoint, SocketMaker maker) {
    Peer peer = new Peer(servers.size());
    ZMQ.Socket socket = maker.make(loop, endpoint);
    Channel channel = open(socket, (frame, now) -> received(peer, socket, frame, now));
    servers.add(peer);
    channels.put(peer, channel);
    opened(peer, channel);
    connectors.add(Connector.connect(loop, channel, endpoint));
  }

  private void received(Peer from, ZMQ.Socket socket, byte[] frame, long now) {
    if (socket.hasReceiveMore()) {
      ServerStation.skip(socket);
      agent().dropped("a message of several frames", now);
    } else {
      received(from, frame, now);
    }
  }
}
