package io.rollcall.discovery.zmq;

import io.rollcall.discovery.survey.Peer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;
import zmq.ZMQ.Event;

/**
 * An endpoint that a station connects to, with the socket for it; a new one when that one hangs,
 * has given up, or died. Only for the loop's thread.
 */
final class Link {
  private static final Logger log = LoggerFactory.getLogger(Link.class);
  private static final int EVENTS =
      zmq.ZMQ.ZMQ_EVENT_CONNECTED
          | zmq.ZMQ.ZMQ_EVENT_CONNECT_DELAYED
          | zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED
          | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;

  final Peer peer;
  private final Endpoint endpoint;
  private final ConnectingStation station;
  private final SocketLoop loop;
  private @Nullable Channel channel;
  private @Nullable Connector connector;
  private boolean connected;

  Link(ConnectingStation station, Peer peer, Endpoint endpoint) {
    this.station = station;
    this.loop = station.loop;
    this.peer = peer;
    this.endpoint = endpoint;
  }

  /** Opens its socket and connects it; the station prepares the socket before. */
  void open() {
    ZMQ.Socket socket = station.socket();
    Channel opened =
        station.open(socket, (frame, now) -> station.received(this, socket, frame, now));
    channel = opened;
    loop.context()
        .watch(socket, EVENTS, event -> station.execute(now -> happened(opened, event, now)));
    station.prepare(this);
    connector = Connector.connect(loop, opened, endpoint, now -> station.connectedLate(this, now));
  }

  /** Another socket takes the place of this one. */
  void reopen(long now) {
    if (!station.isRunning()) {
      return;
    }
    closeSocket();
    try {
      open();
    } catch (RuntimeException noDescriptors) {
      log.warn("endpoint '{}': no socket, trying again", endpoint.given(), noDescriptors);
      closeSocket();
      loop.vigil().broken(this, now);
    }
    station.interrupted(this, now);
  }

  /** Whether its connection stands, as far as ZeroMQ has told. */
  boolean isConnected() {
    return connected;
  }

  /** Does something with its socket, unless it has none. */
  void use(Consumer<ZMQ.Socket> use) {
    Channel open = channel;
    if (open != null) {
      use.accept(open.socket);
      loop.selector().touch(open);
    }
  }

  /** Closes its socket and looks no host up any more. */
  void close() {
    loop.vigil().forget(this);
    closeSocket();
  }

  private void closeSocket() {
    if (connector != null) {
      connector.close();
      connector = null;
    }
    if (channel != null) {
      station.closeChannel(channel);
      channel = null;
      connected = false;
    }
  }

  private void happened(Channel to, Event event, long now) {
    if (to != channel) {
      return;
    }
    switch (event.event) {
      case zmq.ZMQ.ZMQ_EVENT_CONNECTED -> {
        connected = true;
        loop.vigil().connected(this, now);
        station.connected(this, now);
      }
      case zmq.ZMQ.ZMQ_EVENT_DISCONNECTED -> {
        connected = false;
        loop.vigil().broken(this, now);
      }
      case zmq.ZMQ.ZMQ_EVENT_CONNECT_DELAYED -> loop.vigil().dialling(this, now);
      case zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> loop.vigil().refused(this);
      default -> {}
    }
  }
}
