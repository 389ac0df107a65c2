package io.rollcall.discovery.zmq;

import io.rollcall.discovery.survey.Peer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.zeromq.ZMQ;

/** Ports that connect to one or more endpoints, each through a socket of its own. */
abstract class ConnectingStation extends Station {
  private final Map<Peer, Channel> channels = new HashMap<>();
  private final List<Peer> servers = new ArrayList<>();
  private final List<Connector> connectors = new ArrayList<>();

  ConnectingStation(
      SocketLoop loop, List<Endpoint> endpoints, Function<SocketLoop, ZMQ.Socket> maker) {
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

  /** A connection to an endpoint stands. */
  void connected(Peer peer, long now) {}

  /** An endpoint was connected to late, since its host had to be looked up. */
  void connectedLate(Peer peer, long now) {}

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
    SharedLoop.release(loop);
  }

  private void open(Endpoint endpoint, Function<SocketLoop, ZMQ.Socket> maker) {
    Peer peer = new Peer(servers.size());
    ZMQ.Socket socket = maker.apply(loop);
    Channel channel = open(socket, (frame, now) -> received(peer, socket, frame, now));
    servers.add(peer);
    channels.put(peer, channel);
    // JeroMQ calls the hook on its io thread.
    socket
        .base()
        .setEventHook(
            event ->
                execute(
                    now -> {
                      loop.expect(channel, now);
                      connected(peer, now);
                    }),
            zmq.ZMQ.ZMQ_EVENT_CONNECTED);
    connectors.add(Connector.connect(loop, channel, endpoint, now -> connectedLate(peer, now)));
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
