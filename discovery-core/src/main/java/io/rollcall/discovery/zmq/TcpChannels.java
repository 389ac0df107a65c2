package io.rollcall.discovery.zmq;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The TCP channels that the sockets of one context hold open, so that they can be closed where
 * ZeroMQ's own threads can't do it any more. Thread-safe.
 */
final class TcpChannels {
  private static final int LEAST_SWEPT = 64;

  private final Set<Channel> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int sweepAt = LEAST_SWEPT;

  synchronized void opened(Channel channel) {
    open.add(channel);
    if (open.size() >= sweepAt) {
      // Those of a socket that was closed are closed without a word.
      open.removeIf(each -> !each.isOpen());
      sweepAt = Math.max(LEAST_SWEPT, 2 * open.size());
    }
  }

  synchronized void closed(Channel channel) {
    open.remove(channel);
  }

  /** How many there are, at most. */
  synchronized int size() {
    return open.size();
  }

  /** Closes all: ports are free again, and whoever is connected notices. */
  synchronized void closeAll() {
    for (Channel each : open) {
      try {
        each.close();
      } catch (IOException closedAnyway) {
        // The descriptor is given back all the same.
      }
    }
    open.clear();
  }
}
