package io.rollcall.jeromq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Watches connections on which nothing has come yet, and says when to wake ZeroMQ's io thread and
 * which need a new socket. Pure and not thread-safe; times are nanoseconds.
 *
 * <p>In JeroMQ 0.6.0 a connection whose connect event and hand-off fall into one pass of the io
 * thread is never registered with its selector until something else changes on that thread (pull
 * request 1022), and after a protocol error a socket never connects again.
 *
 * @param <T> a connection
 */
final class HandshakeWatchdog<T> {
  /** What is to be done now. */
  record Verdict<T>(boolean wake, List<T> reopen) {}

  private static final long FIRST_WAKE = 3_000_000;
  private static final long FIRST_PATIENCE = 500_000_000;

  /** For an answer to a SYN. */
  private static final long DIAL = 3_000_000_000L;

  /** At most as long as this, however often it was in vain. */
  private static final long LAST_PATIENCE = 8_000_000_000L;

  /** Many that begin at once wait for each other: more patience for each of them. */
  private static final long PATIENCE_EACH = 5_000_000;

  private final Map<T, Watch<T>> watches = new HashMap<>();
  private final NavigableSet<Watch<T>> byDue =
      new TreeSet<>(
          Comparator.<Watch<T>>comparingLong(watch -> watch.due)
              .thenComparingLong(watch -> watch.number));
  private long numbers;

  /**
   * A connection stands, and something should come on it soon, though not before so long if its
   * handshake is a slow one.
   */
  void connected(T connection, long handshake, long now) {
    Watch<T> watch = watch(connection);
    watch.wakePause = FIRST_WAKE;
    watch.wakeAt = now + FIRST_WAKE;
    watch.dialling = false;
    reopen(watch, now + Math.max(watch.patience, handshake));
  }

  /** A connection broke, or could not be opened; soon ZeroMQ should try again. */
  void broken(T connection, long now) {
    Watch<T> watch = watch(connection);
    watch.wakeAt = Long.MAX_VALUE;
    watch.dialling = false;
    reopen(watch, now + watch.patience);
  }

  /**
   * ZeroMQ tries to connect, and has no answer yet. A system whose packets are lost pauses longer
   * and longer, up to a minute, before it tries again; another socket tries at once.
   */
  void dialling(T connection, long now) {
    Watch<T> watch = watch(connection);
    watch.wakeAt = Long.MAX_VALUE;
    watch.dialling = true;
    reopen(watch, now + DIAL);
  }

  /** The far end refused, and ZeroMQ itself tries again, as often as it takes. */
  void refused(T connection) {
    Watch<T> watch = watches.get(connection);
    if (watch != null && watch.wakeAt == Long.MAX_VALUE) {
      watch.reopenAt = Long.MAX_VALUE;
      schedule(watch);
    }
  }

  /** Something came, or nothing will any more. */
  void forget(T connection) {
    if (!watches.isEmpty()) {
      Watch<T> watch = watches.remove(connection);
      if (watch != null) {
        byDue.remove(watch);
      }
    }
  }

  /** All connections are gone. */
  void clear() {
    watches.clear();
    byDue.clear();
  }

  /** When {@link #look} wants to be called, at the latest. */
  long due() {
    return byDue.isEmpty() ? Long.MAX_VALUE : byDue.first().due;
  }

  /** What the time that has passed asks for. */
  Verdict<T> look(long now) {
    boolean wake = false;
    List<T> reopen = new ArrayList<>();
    while (due() <= now) {
      Watch<T> watch = byDue.first();
      if (watch.wakeAt <= now) {
        wake = true;
        watch.wakePause *= 2;
        watch.wakeAt = now + watch.wakePause;
      }
      if (watch.reopenAt <= now) {
        long end = watch.earliest + others() * PATIENCE_EACH;
        if (now < end) {
          watch.reopenAt = end;
        } else {
          if (!watch.dialling) {
            watch.patience = Math.min(2 * watch.patience, LAST_PATIENCE);
          }
          watch.reopenAt = Long.MAX_VALUE;
          watch.wakeAt = Long.MAX_VALUE;
          reopen.add(watch.connection);
        }
      }
      schedule(watch);
    }
    return new Verdict<>(wake, reopen);
  }

  /** How many connections stand in silence besides the first. */
  private long others() {
    return byDue.stream().filter(watch -> !watch.dialling).skip(1).count();
  }

  private Watch<T> watch(T connection) {
    return watches.computeIfAbsent(connection, key -> new Watch<>(key, ++numbers));
  }

  private void reopen(Watch<T> watch, long at) {
    watch.earliest = at;
    watch.reopenAt = at;
    schedule(watch);
  }

  private void schedule(Watch<T> watch) {
    byDue.remove(watch);
    watch.due = Math.min(watch.wakeAt, watch.reopenAt);
    if (watch.due != Long.MAX_VALUE) {
      byDue.add(watch);
    }
  }

  private static final class Watch<T> {
    final T connection;
    final long number;
    long earliest;
    boolean dialling;
    long patience = FIRST_PATIENCE;
    long wakePause;
    long wakeAt = Long.MAX_VALUE;
    long reopenAt = Long.MAX_VALUE;
    long due = Long.MAX_VALUE;

    Watch(T connection, long number) {
      this.connection = connection;
      this.number = number;
    }
  }
}
