package io.rollcall.daemon.text;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which worker registered on which connection. A connection has one worker, the last that it named;
 * a worker is registered as long as one of its connections is there. Not thread-safe.
 *
 * @param <C> a connection
 */
public final class Registrations<C> {
  private final Map<C, String> workers = new HashMap<>();
  private final SortedMap<String, Set<C>> connections = new TreeMap<>();

  /** A connection's worker listens at this address; returns whether the list is another now. */
  public boolean register(C connection, String worker) {
    String before = workers.put(connection, worker);
    if (worker.equals(before)) {
      return false;
    }
    boolean gone = before != null && drop(connection, before);
    Set<C> its = connections.computeIfAbsent(worker, address -> new LinkedHashSet<>(2));
    its.add(connection);
    return its.size() == 1 || gone;
  }

  /** A connection has gone; returns the worker that has gone with it, or null. */
  public @Nullable String gone(C connection) {
    String worker = workers.remove(connection);
    return worker != null && drop(connection, worker) ? worker : null;
  }

  private boolean drop(C connection, String worker) {
    Set<C> its = connections.getOrDefault(worker, Set.of());
    its.remove(connection);
    if (its.isEmpty()) {
      connections.remove(worker);
    }
    return its.isEmpty();
  }

  /** The worker that registered on this connection, or null. */
  public @Nullable String workerOn(C connection) {
    return workers.get(connection);
  }

  /** The connections of a worker, as they are now. */
  public List<C> connectionsOf(String worker) {
    return List.copyOf(connections.getOrDefault(worker, Set.of()));
  }

  /** Whether a worker is registered. */
  public boolean has(String worker) {
    return connections.containsKey(worker);
  }

  /** All workers, sorted, as they are now. */
  public List<String> workers() {
    return List.copyOf(connections.keySet());
  }
}
