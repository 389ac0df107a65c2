package io.rollcall.discovery.zmq;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a socket to an endpoint. A host name is looked up on a thread of its own until it is
 * known, since a lookup may take seconds and JeroMQ gives up at the first failure. Thread-safe.
 */
final class Connector {
  private static final Logger log = LoggerFactory.getLogger(Connector.class);
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long LAST_PAUSE_MILLIS = 15_000;

  private final SocketLoop loop;
  private final Channel channel;
  private final Endpoint endpoint;
  private final LongConsumer connectedLate;
  private volatile boolean closed;
  private volatile boolean onlyIpv6;
  private volatile @Nullable Thread lookup;

  private Connector(
      SocketLoop loop, Channel channel, Endpoint endpoint, LongConsumer connectedLate) {
    this.connectedLate = connectedLate;
    this.loop = loop;
    this.channel = channel;
    this.endpoint = endpoint;
  }

  /** Connects at once, or when the host is known; then {@code connectedLate} is told. */
  static Connector connect(
      SocketLoop loop, Channel channel, Endpoint endpoint, LongConsumer connectedLate) {
    Connector connector = new Connector(loop, channel, endpoint, connectedLate);
    if (endpoint.isAddress()) {
      connector.connect();
    } else {
      connector.startLookup();
    }
    return connector;
  }

  private void startLookup() {
    Thread started = new Thread(this::lookUp, "rollcall-lookup");
    started.setDaemon(true);
    lookup = started;
    started.start();
  }

  /** Looks no further. */
  void close() {
    closed = true;
    Thread looking = lookup;
    if (looking != null) {
      looking.interrupt();
    }
  }

  private void connect() {
    channel.socket.setIPv6(endpoint.isIpv6() || onlyIpv6);
    channel.socket.connect(endpoint.address());
    loop.selector().touch(channel);
  }

  private void lookUp() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closed && !isKnown()) {
      log.warn("endpoint '{}': unknown host, trying again in {} ms", endpoint.given(), pause);
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException over) {
        return;
      }
      pause = Math.min(2 * pause, LAST_PAUSE_MILLIS);
    }
    loop.execute(
        now -> {
          if (channel.key != null) {
            try {
              connect();
            } catch (RuntimeException unknownAgain) {
              log.warn(
                  "endpoint '{}': not connected, trying again", endpoint.given(), unknownAgain);
              startLookup();
              return;
            }
            connectedLate.accept(now);
          }
        });
  }

  /** Looks the host up; one that has IPv6 addresses alone is connected to by IPv6. */
  private boolean isKnown() {
    try {
      onlyIpv6 =
          Arrays.stream(InetAddress.getAllByName(endpoint.host()))
              .allMatch(Inet6Address.class::isInstance);
      return true;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
