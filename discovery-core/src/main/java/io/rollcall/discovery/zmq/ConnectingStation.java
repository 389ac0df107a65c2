package io.rollcall.discovery.zmq;

import io.rollcall.discovery.survey.Peer;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.ZMQ;

/** Ports that connect to one or more endpoints, each by a link with a socket of its own. */
abstract class ConnectingStation extends Station {
  private final List<Link> links = new ArrayList<>();

  ConnectingStation(SocketLoop loop, List<Endpoint> endpoints) {
    super(loop);
    for (Endpoint endpoint : endpoints) {
      links.add(new Link(this, new Peer(links.size()), endpoint));
    }
  }

  /** Opens the links; after a failure nothing is left behind. */
  final void open() {
    if (!loop.isOpen()) {
      // They are opened with those of all others, when the loop has new sockets.
      return;
    }
    try {
      links.forEach(Link::open);
    } catch (RuntimeException noDescriptors) {
      shut();
      throw noDescriptors;
    }
  }

  /** The agent runs: it hears of its endpoints. */
  final void begin(long now) {
    links.forEach(link -> agent().added(link.peer, now));
    reschedule();
  }

  /** The agent gives a connection up. */
  public final void reconnect(Peer server) {
    Link link = link(server);
    loop.execute(
        now -> {
          if (link.isConnected()) {
            link.reopen(now);
          }
        });
  }

  /** A socket for a link. */
  abstract ZMQ.Socket socket();

  /** A link has a new socket, not yet connected. */
  void prepare(Link link) {}

  /** A link's connection stands. */
  final void connected(Link link, long now) {
    agent().connected(link.peer, now);
  }

  /** A link was connected late, since its host had to be looked up. */
  void connectedLate(Link link, long now) {}

  /** A link has another socket; what waited in the one before is lost. */
  abstract void interrupted(Link link, long now);

  /** A frame has come. */
  abstract void received(Link from, byte[] frame, long now);

  final void received(Link from, ZMQ.Socket socket, byte[] frame, long now) {
    if (socket.hasReceiveMore()) {
      ServerStation.skip(socket);
      agent().dropped("a message of several frames", now);
    } else {
      received(from, frame, now);
    }
  }

  final Link link(Peer peer) {
    return links.get((int) peer.number());
  }

  @Override
  final void reopen(long now) {
    links.forEach(link -> link.reopen(now));
  }

  @Override
  final void forget() {
    links.forEach(Link::close);
  }

  @Override
  final void release() {
    SharedLoop.release();
  }
}
