package io.rollcall.jeromq;

import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.keys.Handshake;
import io.rollcall.discovery.lookup.DialedEndpoint;
import io.rollcall.discovery.survey.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;
import zmq.ZMQ.Event;

/**
 * An address that a runner connects to, with the socket for it; a new one when that one hangs, has
 * given up, or died. Only for the loop's thread.
 */
final class ServerConnection {
  private static final Logger log = LoggerFactory.getLogger(ServerConnection.class);
  private static final int EVENTS =
      zmq.ZMQ.ZMQ_EVENT_CONNECTED
          | zmq.ZMQ.ZMQ_EVENT_CONNECT_DELAYED
          | zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED
          | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL
          | zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
          | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;

  final Peer peer;
  private final TcpEndpoint address;
  private final DialedEndpoint<ServerConnection> dialed;
  private final ConnectingRunner runner;
  private final SocketLoop loop;
  private final Handshake handshake;
  private @Nullable RegisteredSocket registered;
  private @Nullable InetAddress local;
  private boolean connected;

  /** Whether a connection of this socket has stood. */
  private boolean used;

  /** Whether something has come on its connection. */
  private boolean heard;

  private long connectedAt;

  ServerConnection(
      ConnectingRunner runner,
      DialedEndpoint<ServerConnection> dialed,
      Peer peer,
      TcpEndpoint address) {
    this.runner = runner;
    this.loop = runner.loop;
    this.peer = peer;
    this.dialed = dialed;
    this.address = address;
    this.handshake = new Handshake(address.given());
  }

  /** Opens its socket and connects it; the runner prepares the socket before. */
  void open() {
    if (!loop.isOpen()) {
      // It is opened with those of all others, when the loop has new sockets.
      return;
    }
    ZMQ.Socket socket = runner.socket(runner.serverKey(handshake));
    RegisteredSocket opened =
        runner.open(socket, (frame, now) -> runner.received(this, socket, frame, now));
    registered = opened;
    loop.context()
        .watch(socket, EVENTS, event -> runner.execute(now -> happened(opened, event, now)));
    runner.prepare(this);
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
      loop.watchdog().broken(this, now);
    }
  }

  /** Another socket takes the place of this one; what waits in it is never sent. */
  void reopen(long now) {
    if (!runner.isRunning()) {
      return;
    }
    if (connected) {
      dialed.broken();
    } else {
      dialed.unreachable();
    }
    closeSocket();
    openOrRetry(now);
    runner.interrupted(this, now);
  }

  /** ZeroMQ has given up, or hangs: another socket takes the place of this one. */
  void retry(long now) {
    reopen(now);
    ended(handshake.givenUp(runner.ownKey()), now);
  }

  /**
   * Gives its connection up, and what waits in the socket since one broke. Where none has stood yet
   * nothing waits, and ZeroMQ is connecting anyway. A handshake that may well take so long is not
   * disturbed: it would begin anew, and take as long again.
   */
  void reconnect(long now) {
    if (connected && !heard && now - connectedAt < runner.handshakeNanos()) {
      runner.connected(this, now);
    } else if (used) {
      reopen(now);
    } else {
      dialed.unreachable();
    }
  }

  /** Whether its connection stands, as far as ZeroMQ has told. */
  boolean isConnected() {
    return connected;
  }

  /** The address of this host from which its connection was made, if one stands. */
  Optional<InetAddress> local() {
    return connected ? Optional.ofNullable(local) : Optional.empty();
  }

  private static @Nullable InetAddress local(Event connected) {
    try {
      return connected.arg instanceof SocketChannel channel
              && channel.getLocalAddress() instanceof InetSocketAddress at
          ? at.getAddress()
          : null;
    } catch (IOException closedAgain) {
      return null;
    }
  }

  /** Does something with its socket, unless it has none. */
  void use(Consumer<ZMQ.Socket> use) {
    RegisteredSocket open = registered;
    if (open != null) {
      use.accept(open.socket);
      loop.selector().touch(open);
    }
  }

  /** Closes its socket. */
  void close() {
    loop.watchdog().forget(this);
    closeSocket();
  }

  /** Something has come on its connection. */
  void heard() {
    heard = true;
    loop.watchdog().forget(this);
    handshake.succeeded();
  }

  private void closeSocket() {
    if (registered != null) {
      runner.closeSocket(registered);
      registered = null;
      connected = false;
      used = false;
    }
  }

  private void happened(RegisteredSocket to, Event event, long now) {
    if (to != registered) {
      return;
    }
    switch (event.event) {
      case zmq.ZMQ.ZMQ_EVENT_CONNECTED -> {
        connected = true;
        local = local(event);
        heard = false;
        connectedAt = now;
        used = true;
        handshake.begins();
        loop.watchdog().connected(this, runner.handshakeNanos(), now);
        runner.connected(this, now);
      }
      case zmq.ZMQ.ZMQ_EVENT_DISCONNECTED -> {
        connected = false;
        loop.watchdog().broken(this, now);
        dialed.broken();
        ended(handshake.broken(runner.ownKey(), runner.trustedKeys()), now);
      }
      case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> handshake.greeted();
      case zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH -> handshake.turnedAway((Integer) event.arg);
      case zmq.ZMQ.ZMQ_EVENT_CONNECT_DELAYED -> loop.watchdog().dialling(this, now);
      case zmq.ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> {
        loop.watchdog().refused(this);
        dialed.unreachable();
      }
      default -> {}
    }
  }

  private void ended(Handshake.End how, long now) {
    switch (how) {
      case NEXT_KEY -> reopen(now);
      case REFUSED -> handshake.refusal().ifPresent(why -> runner.agent().refused(peer, why, now));
      case UNTOLD -> {}
    }
  }
}
