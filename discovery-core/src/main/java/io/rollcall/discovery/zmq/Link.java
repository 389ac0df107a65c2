package io.rollcall.discovery.zmq;

import io.rollcall.discovery.survey.Peer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;
import zmq.ZMQ.Event;

/**
 * An address that a station connects to, with the socket for it; a new one when that one hangs, has
 * given up, or died. Only for the loop's thread.
 */
final class Link {
  private static final Logger log = LoggerFactory.getLogger(Link.class);
  private static final int EVENTS =
      zmq.ZMQ.ZMQ_EVENT_CONNECTED
          | zmq.ZMQ.ZMQ_EVENT_CONNECT_DELAYED
          | zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED
          | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL
          | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
          | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;

  final Peer peer;
  private final Endpoint address;
  private final Destination destination;
  private final ConnectingStation station;
  private final SocketLoop loop;
  private final Handshake handshake;
  private @Nullable Channel channel;
  private boolean connected;

  /** Whether a connection of this socket has stood. */
  private boolean used;

  /** Whether something has come on its connection. */
  private boolean heard;

  private long connectedAt;

  Link(ConnectingStation station, Destination destination, Peer peer, Endpoint address) {
    this.station = station;
    this.loop = station.loop;
    this.peer = peer;
    this.destination = destination;
    this.address = address;
    this.handshake = new Handshake(address.given());
  }

  /** Opens its socket and connects it; the station prepares the socket before. */
  void open() {
    if (!loop.isOpen()) {
      // It is opened with those of all others, when the loop has new sockets.
      return;
    }
    ZMQ.Socket socket = station.socket(station.serverKey(handshake));
    Channel opened =
        station.open(socket, (frame, now) -> station.received(this, socket, frame, now));
    channel = opened;
    loop.context()
        .watch(socket, EVENTS, event -> station.execute(now -> happened(opened, event, now)));
    station.prepare(this);
    socket.setIPv6(address.isIpv6());
    socket.connect(address.address());
    loop.selector().touch(opened);
  }

  /** Opens its socket, or tries again later. */
  void openOrRetry(long now) {
    try {
      open();
    } catch (RuntimeException noDescriptors) {
      log.warn("endpoint '{}': no socket, trying again", address.given(), noDescriptors);
      closeSocket();
      loop.vigil().broken(this, now);
    }
  }

  /** Another socket takes the place of this one; what waits in it is never sent. */
  void reopen(long now) {
    if (!station.isRunning()) {
      return;
    }
    if (connected) {
      destination.broken();
    } else {
      destination.unreachable();
    }
    closeSocket();
    openOrRetry(now);
    station.interrupted(this, now);
  }

  /** ZeroMQ has given up, or hangs: another socket takes the place of this one. */
  void retry(long now) {
    reopen(now);
    ended(handshake.givenUp(station.ownKey()), now);
  }

  /**
   * Gives its connection up, and what waits in the socket since one broke. Where none has stood yet
   * nothing waits, and ZeroMQ is connecting anyway. A handshake that may well take so long is not
   * disturbed: it would begin anew, and take as long again.
   */
  void reconnect(long now) {
    if (connected && !heard && now - connectedAt < station.handshakeNanos()) {
      station.connected(this, now);
    } else if (used) {
      reopen(now);
    } else {
      destination.unreachable();
    }
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

  /** Closes its socket. */
  void close() {
    loop.vigil().forget(this);
    closeSocket();
  }

  /** Something has come on its connection. */
  void heard() {
    heard = true;
    loop.vigil().forget(this);
    handshake.succeeded();
  }

  private void closeSocket() {
    if (channel != null) {
      station.closeChannel(channel);
      channel = null;
      connected = false;
      used = false;
    }
  }

  private void happened(Channel to, Event event, long now) {
    if (to != channel) {
      return;
    }
    switch (event.event) {
      case zmq.ZMQ.ZMQ_EVENT_CONNECTED -> {
        connected = true;
        heard = false;
        connectedAt = now;
        used = true;
        handshake.begins();
        loop.vigil().connected(this, station.handshakeNanos(), now);
        station.connected(this, now);
      }
      case zmq.ZMQ.ZMQ_EVENT_DISCONNECTED -> {
        connected = false;
        loop.vigil().broken(this, now);
        destination.broken();
        ended(handshake.broken(station.ownKey(), station.trustedKeys()), now);
      }
      case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> handshake.greeted();
      case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH -> handshake.turnedAway((Integer) event.arg);
      case zmq.ZMQ.ZMQ_EVENT_CONNECT_DELAYED -> loop.vigil().dialling(this, now);
      case zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> {
        loop.vigil().refused(this);
        destination.unreachable();
      }
      default -> {}
    }
  }

  private void ended(Handshake.End how, long now) {
    switch (how) {
      case NEXT_KEY -> reopen(now);
      case REFUSED -> handshake.refusal().ifPresent(why -> station.agent().refused(peer, why, now));
      case UNTOLD -> {}
    }
  }
}
