package io.rollcall.jeromq;

import java.nio.channels.Channel;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Channels that are open. Those that are closed without a word count until so many are open that it
 * looks. Thread-safe.
 */
final class OpenChannels {
  private static final int LEAST_SWEPT = 64;

  private final Set<Channel> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int sweepAt = LEAST_SWEPT;

  /** One more; returns by how many there are more. */
  synchronized int add(Channel channel) {
    int before = open.size();
    open.add(channel);
    if (open.size() >= sweepAt) {
      // Those of a socket that was closed are closed without a word.
      open.removeIf(each -> !each.isOpen());
      sweepAt = Math.max(LEAST_SWEPT, 2 * open.size());
    }
    return open.size() - before;
  }

  /** One less; returns whether it was among them. */
  synchronized boolean remove(Channel channel) {
    return open.remove(channel);
  }

  synchronized int size() {
    return open.size();
  }

  /** Does something with all, which are none of them any more; returns how many they were. */
  synchronized int removeAll(Consumer<Channel> action) {
    int all = open.size();
    open.forEach(action);
    open.clear();
    return all;
  }
}
