package io.rollcall.discovery.zmq;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
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
  private volatile boolean closed;
  private volatile @Nullable Thread lookup;

  private Connector(SocketLoop loop, Channel channel, Endpoint endpoint) {
    this.loop = loop;
    this.channel = channel;
    this.endpoint = endpoint;
  }

  /** Connects at once, or when the host is known. */
  static Connector connect(SocketLoop loop, Channel channel, Endpoint endpoint) {
    Connector connector = new Connector(loop, channel, endpoint);
    if (isAddress(endpoint.host())) {
      connector.connect();
    } else {
      Thread lookup = new Thread(connector::lookUp, "rollcall-lookup");
      lookup.setDaemon(true);
      connector.lookup = lookup;
      lookup.start();
    }
    return connector;
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
    channel.socket.connect(endpoint.address());
    loop.touch(channel);
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
            connect();
          }
        });
  }

  private boolean isKnown() {
    try {
      InetAddress.getByName(endpoint.host());
      return true;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[")
        || host.equals("localhost")
        || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  }
}
