package io.rollcall.jeromq;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The TCP channels that the sockets of one context hold open, so that they can be closed where
 * ZeroMQ's own threads can't do it any more. Thread-safe.
 */
final class TcpChannels {
  private static final AtomicInteger ofThisProcess = new AtomicInteger();

  private final OpenChannels open = new OpenChannels();
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
    ofThisProcess.addAndGet(open.add(channel));
  }

  synchronized void closed(Channel channel) {
    if (open.remove(channel)) {
      ofThisProcess.decrementAndGet();
    }
  }

  /** Closes all, and what is opened later: whoever is connected notices. */
  synchronized void closeAll() {
    over = true;
    ofThisProcess.addAndGet(-open.removeAll(TcpChannels::close));
  }

  private static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // The descriptor is given back all the same.
    }
  }
}
