package io.rollcall.discovery.zmq;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The TCP channels that the sockets of one context hold open, so that they can be closed where
 * ZeroMQ's own threads can't do it any more. Thread-safe.
 */
final class TcpChannels {
  private static final int LEAST_SWEPT = 64;
  private static final AtomicInteger ofThisProcess = new AtomicInteger();

  private final Set<Channel> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int sweepAt = LEAST_SWEPT;
  private boolean over;

  /** How many all contexts have; those closed without a word count until the next sweep. */
  static int ofThisProcess() {
    return ofThisProcess.get();
  }

  synchronized void opened(Channel channel) {
    if (over) {
      close(channel);
      return;
    }
    int before = open.size();
    open.add(channel);
    if (open.size() >= sweepAt) {
      // Those of a socket that was closed are closed without a word.
      open.removeIf(each -> !each.isOpen());
      sweepAt = Math.max(LEAST_SWEPT, 2 * open.size());
    }
    ofThisProcess.addAndGet(open.size() - before);
  }

  synchronized void closed(Channel channel) {
    if (open.remove(channel)) {
      ofThisProcess.decrementAndGet();
    }
  }

  /** Closes all, and what is opened later: whoever is connected notices. */
  synchronized void closeAll() {
    over = true;
    open.forEach(TcpChannels::close);
    ofThisProcess.addAndGet(-open.size());
    open.clear();
  }

  private static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // The descriptor is given back all the same.
    }
  }
}
