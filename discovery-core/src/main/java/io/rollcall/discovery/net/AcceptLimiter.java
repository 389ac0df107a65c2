package io.rollcall.discovery.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which newcomers a listener lets in, and which half-open connection goes for them. Reads no clock.
 * Not thread-safe.
 *
 * @param <C> a connection
 */
final class AcceptLimiter<C> {
  private final SocketLimits limits;
  private final Map<C, Long> halfOpen = new LinkedHashMap<>();
  private final Map<InetAddress, Integer> addresses = new HashMap<>();
  private int connections;

  AcceptLimiter(SocketLimits limits) {
    this.limits = limits;
  }

  /** Why one from this address, null on a Unix socket, is refused, or null. */
  @Nullable String refusal(@Nullable InetAddress from) {
    if (connections >= limits.connections() && halfOpen.isEmpty()) {
      return "there are " + connections + " connections, the limit";
    }
    if (from != null && addresses.getOrDefault(from, 0) >= limits.perAddress()) {
      return "there are " + limits.perAddress() + " connections from there, the limit";
    }
    return null;
  }

  /** The half-open one that makes room for the next, or null if there is room. */
  @Nullable C displaced() {
    boolean full = connections >= limits.connections() || halfOpen.size() >= limits.halfOpen();
    return full ? oldest() : null;
  }

  /** The half-open one that came first, or null if there is none. */
  @Nullable C oldest() {
    return halfOpen.isEmpty() ? null : halfOpen.keySet().iterator().next();
  }

  void opened(C connection, @Nullable InetAddress from, long now) {
    connections++;
    halfOpen.put(connection, now + limits.handshake().toNanos());
    if (from != null) {
      addresses.merge(from, 1, Integer::sum);
    }
  }

  void established(C connection) {
    halfOpen.remove(connection);
  }

  void closed(C connection, @Nullable InetAddress from) {
    connections--;
    halfOpen.remove(connection);
    if (from != null) {
      addresses.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Those whose handshake has taken too long. */
  List<C> overdue(long now) {
    List<C> overdue = new ArrayList<>();
    Iterator<Map.Entry<C, Long>> oldest = halfOpen.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<C, Long> next = oldest.next();
      if (next.getValue() > now) {
        break;
      }
      overdue.add(next.getKey());
    }
    return overdue;
  }

  int connections() {
    return connections;
  }

  int halfOpen() {
    return halfOpen.size();
  }

  /** When to look for overdue ones next, in nanoseconds from now, or -1 if none is half-open. */
  long untilOverdue(long now) {
    return halfOpen.isEmpty() ? -1 : Math.max(0, halfOpen.values().iterator().next() - now);
  }
}
