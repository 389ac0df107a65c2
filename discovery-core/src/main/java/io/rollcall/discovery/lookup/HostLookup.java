package io.rollcall.discovery.lookup;

import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.thread.LibraryThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks one host name up, again and again, on a thread of its own, since a lookup may take as long
 * as it likes. The thread hands what it found to the loop; {@link #broken} and {@link #unreachable}
 * are thread-safe, everything else is for the loop's thread.
 */
public final class HostLookup {
  /** Uses the addresses of a host. */
  public interface User {
    /** The host was looked up, and has addresses. On the loop's thread. */
    void found();
  }

  private static final Log log = Log.of(HostLookup.class);

  private final HostLookups.Owner loop;
  private final Resolver resolver;
  private final String host;
  private final Thread thread;
  private final Set<User> users = new LinkedHashSet<>();

  /** Guards what follows it. */
  private final Object lock = new Object();

  private final LookupSchedule schedule;
  private boolean closed;

  private Set<InetAddress> known = Set.of();

  private HostLookup(HostLookups.Owner loop, Resolver resolver, String host) {
    this.loop = loop;
    this.resolver = resolver;
    this.host = host;
    this.schedule = new LookupSchedule(resolver.refreshNanos());
    this.thread = LibraryThreads.daemon("rollcall-lookup " + host, this::run);
  }

  static HostLookup start(HostLookups.Owner loop, Resolver resolver, String host) {
    HostLookup lookup = new HostLookup(loop, resolver, host);
    if (resolver.isInstant()) {
      lookup.lookUpAtOnce();
    } else {
      lookup.thread.start();
    }
    return lookup;
  }

  /** On the loop's thread; an unknown host may be known later. */
  private void lookUpAtOnce() {
    if (closed) {
      return;
    }
    try {
      known = Set.of(resolver.resolve(host));
      List.copyOf(users).forEach(User::found);
    } catch (UnknownHostException unknown) {
      failed(unknown);
      loop.executeAfter(schedule.pause(), this::lookUpAtOnce);
    }
  }

  /** What the last lookup that found something found; empty before. */
  public Set<InetAddress> known() {
    return known;
  }

  /** From now on this one hears of each lookup that found something. */
  void add(User user) {
    users.add(user);
  }

  /** Returns whether nobody uses it any more. */
  boolean remove(User user) {
    users.remove(user);
    return users.isEmpty();
  }

  /** A connection to one of its addresses broke: the server may have another address now. */
  public void broken() {
    synchronized (lock) {
      if (schedule.broken(loop.now())) {
        lock.notifyAll();
      }
    }
  }

  /** One of its addresses can't be reached. */
  public void unreachable() {
    synchronized (lock) {
      if (schedule.unreachable()) {
        lock.notifyAll();
      }
    }
  }

  /** Ends the thread, but does not wait for a lookup that hangs. */
  void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    thread.interrupt();
  }

  private void run() {
    Set<InetAddress> last = Set.of();
    while (awaitDue()) {
      Set<InetAddress> found = Set.of();
      @Nullable Throwable failure = null;
      try {
        found = new LinkedHashSet<>(List.of(resolver.resolve(host)));
      } catch (Throwable unknown) {
        failure = unknown;
      }
      if (found.isEmpty()) {
        failed(failure);
      } else {
        found(found, last);
        last = found;
      }
    }
  }

  /** Returns whether there is anything to do at all. */
  private boolean awaitDue() {
    synchronized (lock) {
      while (!closed) {
        long now = loop.now();
        if (schedule.due() <= now) {
          schedule.looking();
          return true;
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(lock, schedule.due() - now);
        } catch (InterruptedException closing) {
          // What it is told by is checked above.
        }
      }
      return false;
    }
  }

  private void found(Set<InetAddress> found, Set<InetAddress> last) {
    boolean changed = !found.equals(last);
    synchronized (lock) {
      if (closed) {
        return;
      }
      schedule.found(changed, loop.now());
    }
    if (changed && !last.isEmpty()) {
      log.info("host '{}': its addresses are {} now, were {}", host, found, last);
    }
    // Told though nothing has changed: what did not work then may work now.
    loop.execute(
        () -> {
          known = found;
          users.forEach(User::found);
        });
  }

  private void failed(@Nullable Throwable failure) {
    long failures;
    long pause;
    synchronized (lock) {
      if (closed) {
        return;
      }
      schedule.failed(loop.now());
      failures = schedule.failures();
      pause = TimeUnit.NANOSECONDS.toMillis(schedule.pause());
    }
    if (Long.bitCount(failures) != 1) {
      return;
    }
    if (failure == null || failure instanceof UnknownHostException) {
      log.warn("host '{}': unknown, trying again in {} ms", host, pause);
    } else {
      log.warn("host '{}': its lookup failed, trying again in {} ms", host, pause, failure);
    }
  }
}
