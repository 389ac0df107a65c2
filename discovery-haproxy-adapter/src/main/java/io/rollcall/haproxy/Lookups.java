package io.rollcall.haproxy;

import io.rollcall.discovery.thread.LibraryThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Looks host names up on threads of its own, and keeps the answers. Thread-safe.
 *
 * <p>A name is looked up again every 30 s, after a failure every second. An address that is among
 * the new answers stays, so that a name with several does not go round them. A failure changes
 * nothing for a name that has an address.
 */
final class Lookups implements AutoCloseable {
  private static final int THREADS = 4;
  private static final long FRESH_NS = Duration.ofSeconds(30).toNanos();
  private static final long RETRY_NS = Duration.ofSeconds(1).toNanos();

  /** How a name is looked up; the tests' seam. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private static final class Entry {
    Lookup lookup = Lookup.PENDING;
    long dueNs;
    boolean running;
    boolean wanted;
  }

  private final Resolver resolver;
  private final LongSupplier clock;
  private final Runnable changed;
  private final ThreadPoolExecutor threads;
  private final Map<String, Entry> entries = new HashMap<>();

  Lookups(Resolver resolver, LongSupplier clock, Runnable changed) {
    this.resolver = resolver;
    this.clock = clock;
    this.changed = changed;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            LibraryThreads.daemons("rollcall-haproxy-lookup", Lookups.class));
    threads.allowCoreThreadTimeOut(true);
  }

  /** What is known of this host by now; it never waits for more. */
  synchronized Lookup find(String host) {
    Entry entry = entries.get(host);
    if (entry == null) {
      entry = new Entry();
      entry.dueNs = clock.getAsLong();
      entries.put(host, entry);
    }
    entry.wanted = true;
    if (!entry.running && clock.getAsLong() - entry.dueNs >= 0 && !threads.isShutdown()) {
      Entry due = entry;
      threads.execute(() -> lookUp(host, due));
      entry.running = true;
    }
    return entry.lookup;
  }

  /** Forgets those that nobody asked for since this was last called. */
  synchronized void sweep() {
    entries.values().removeIf(entry -> !entry.wanted && !entry.running);
    entries.values().forEach(entry -> entry.wanted = false);
  }

  private void lookUp(String host, Entry entry) {
    Lookup now = ask(host);
    synchronized (this) {
      boolean found = now.address().isPresent();
      entry.running = false;
      entry.dueNs = clock.getAsLong() + (found ? FRESH_NS : RETRY_NS);
      if (found || entry.lookup.address().isEmpty()) {
        entry.lookup = now;
      }
    }
    changed.run();
  }

  private Lookup ask(String host) {
    List<InetAddress> answers;
    try {
      answers = Arrays.stream(resolver.resolve(host)).filter(Ip::isServers).toList();
    } catch (UnknownHostException unknown) {
      return Lookup.failed("host " + host + " is unknown");
    } catch (RuntimeException | Error failed) {
      // A resolver is the JVM's or an installed one; no failure of it may end the look-ups.
      return Lookup.failed("host " + host + " can't be looked up: " + failed);
    }
    if (answers.isEmpty()) {
      return Lookup.failed("host " + host + " has no address that a server can have");
    }
    return Lookup.found(kept(host, answers));
  }

  private synchronized InetAddress kept(String host, List<InetAddress> answers) {
    Entry entry = entries.get(host);
    return entry == null
        ? answers.get(0)
        : entry.lookup.address().filter(answers::contains).orElse(answers.get(0));
  }

  /** Ends; a lookup that hangs is left behind. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
