package io.rollcall.discovery.agent;

import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Agents that run, each with its users. Whoever wants the same finds the same, until it has as many
 * users as it may. Thread-safe.
 */
final class AgentPool<A extends Agent> {
  /** An agent that runs. */
  static final class Entry<A> {
    final A agent;
    final ConnectedAgent running;
    private @Nullable Object key;
    private int users = 1;

    Entry(A agent, ConnectedAgent running) {
      this.agent = agent;
      this.running = running;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final int mostUsers;
  private final Map<Object, Entry<A>> open = new HashMap<>();

  AgentPool(int mostUsers) {
    this.mostUsers = mostUsers;
  }

  /** The agent for this key, with one user more; one that is opened if there is none with room. */
  Entry<A> acquire(Object key, Supplier<Entry<A>> opener) {
    lock.lock();
    try {
      Entry<A> entry = open.get(key);
      if (entry != null && entry.users < mostUsers) {
        entry.users++;
        return entry;
      }
      Entry<A> opened = opener.get();
      put(key, opened);
      return opened;
    } finally {
      lock.unlock();
    }
  }

  /** One user less; the last one closes the agent. */
  void release(Entry<A> entry) {
    if (isLast(entry)) {
      entry.running.close();
    }
  }

  private boolean isLast(Entry<A> entry) {
    lock.lock();
    try {
      entry.users--;
      if (entry.users == 0) {
        remove(entry);
      }
      return entry.users == 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has an agent connect to these endpoints, and be found under this key from now on, unless it has
   * more than one user; returns whether it does.
   */
  boolean connectTo(String endpoints, Object key, Entry<A> entry) {
    lock.lock();
    try {
      if (entry.users > 1) {
        return false;
      }
      remove(entry);
      if (!open.containsKey(key)) {
        put(key, entry);
      }
      entry.running.connectTo(endpoints);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void put(Object key, Entry<A> entry) {
    entry.key = key;
    open.put(key, entry);
  }

  private void remove(Entry<A> entry) {
    if (entry.key != null) {
      open.remove(entry.key, entry);
      entry.key = null;
    }
  }
}
