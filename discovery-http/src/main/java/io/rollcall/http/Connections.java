package io.rollcall.http;

import io.rollcall.discovery.log.RareLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.slf4j.LoggerFactory;

/**
 * Which connections there are, from where, and which of them wait for a request: idle, or half
 * sent. One that takes too long is cut, and the one that waits longest where too many do.
 * Thread-safe.
 */
final class Connections implements Connection.Listener {
  private static final String CLOSED = "the server is closed";

  private final HttpLimits limits;
  private final Runnable whenOpened;
  private final Map<Connection, Watched> open = new HashMap<>();
  private final Addresses addresses = new Addresses();

  /** In the order in which they began to wait. */
  private final Set<Watched> waiting = new LinkedHashSet<>();

  private boolean isClosed;
  private final RareLog rare = new RareLog(LoggerFactory.getLogger(HttpServer.class));

  /**
   * Runs this whenever one has been opened, from when on {@link #check} must be called at times.
   */
  Connections(HttpLimits limits, Runnable whenOpened) {
    this.limits = limits;
    this.whenOpened = whenOpened;
  }

  @Override
  public void onOpened(Connection connection) {
    // Below TLS there is another one, which carries the one that counts.
    if (!(connection instanceof SslConnection)) {
      cut(opened(connection, System.nanoTime()));
      whenOpened.run();
    }
  }

  /** Returns which are to be cut for it, and why. */
  private synchronized Map<Watched, String> opened(Connection connection, long now) {
    InetAddress from =
        connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress inet
            ? inet.getAddress()
            : null;
    Watched watched = new Watched(connection, from, now);
    if (isClosed) {
      return Map.of(watched, CLOSED);
    }
    if (open.size() >= limits.connections()) {
      return told(watched, "there are %d connections".formatted(limits.connections()), now);
    }
    if (addresses.count(from) >= limits.perAddress()) {
      return told(watched, "it has %d connections".formatted(limits.perAddress()), now);
    }
    open.put(connection, watched);
    addresses.add(from);
    return waits(watched, now);
  }

  private Map<Watched, String> waits(Watched watched, long now) {
    waiting.add(watched);
    return waiting.size() > limits.waiting()
        ? longest("it waits without a request, in the way of newcomers", now)
        : Map.of();
  }

  private Map<Watched, String> longest(String why, long now) {
    Watched first = waiting.iterator().next();
    waiting.remove(first);
    return told(first, why, now);
  }

  /** Cuts the one that waits longest, for want of something. Returns whether there was one. */
  boolean makeRoom(String lack, long now) {
    Map<Watched, String> longest;
    synchronized (this) {
      longest = waiting.isEmpty() ? Map.of() : longest(lack, now);
    }
    cut(longest);
    return !longest.isEmpty();
  }

  private Map<Watched, String> told(Watched watched, String why, long now) {
    rare.warn("%s is cut: %s".formatted(watched.from, why), now);
    return Map.of(watched, why);
  }

  @Override
  public synchronized void onClosed(Connection connection) {
    Watched watched = open.remove(connection);
    if (watched != null) {
      waiting.remove(watched);
      addresses.remove(watched.from);
    }
  }

  /** The head of a request has come, to which this will be the answer. */
  synchronized void headCame(Connection connection, Outgoing answer) {
    Watched watched = open.get(connection);
    if (watched != null) {
      watched.headCame(answer, System.nanoTime());
    }
  }

  /** The body of a request is too long; the rest is read, and thrown away. */
  synchronized void drains(Connection connection) {
    Watched watched = open.get(connection);
    if (watched != null) {
      watched.drains(System.nanoTime());
    }
  }

  /** A request has come whole. */
  synchronized void cameWhole(Connection connection) {
    Watched watched = open.get(connection);
    if (watched != null) {
      watched.cameWhole();
      waiting.remove(watched);
    }
  }

  /** An answer has gone out: the next request is waited for. */
  void answered(Connection connection) {
    Map<Watched, String> tooMany = Map.of();
    synchronized (this) {
      Watched watched = open.get(connection);
      if (watched != null) {
        watched.answered(System.nanoTime());
        waiting.remove(watched);
        tooMany = waits(watched, System.nanoTime());
      }
    }
    cut(tooMany);
  }

  /** Cuts those that take too long, and those whose requests hold too much memory. */
  void check(long heldElsewhere) {
    cut(overdue(heldElsewhere, System.nanoTime()));
  }

  private synchronized Map<Watched, String> overdue(long heldElsewhere, long now) {
    Map<Watched, String> overdue = new LinkedHashMap<>();
    long held = heldElsewhere;
    for (Watched each : open.values()) {
      String fault = each.fault(limits, now);
      if (fault != null) {
        overdue.put(each, fault);
      }
      held += each.headMemory();
    }
    for (Watched each : waiting) {
      if (held > limits.heldOctets() && each.headMemory() > 0) {
        held -= each.headMemory();
        overdue.put(each, "too much is on its way");
      }
    }
    return overdue;
  }

  private static void cut(Map<Watched, String> which) {
    which.forEach(Watched::cut);
  }

  /** Cuts all of them, and whatever comes from now on: Jetty misses those that it just accepts. */
  void close() {
    Map<Watched, String> all = new LinkedHashMap<>();
    synchronized (this) {
      isClosed = true;
      open.values().forEach(each -> all.put(each, CLOSED));
    }
    cut(all);
  }

  /** How many there are. */
  synchronized int size() {
    return open.size();
  }
}
