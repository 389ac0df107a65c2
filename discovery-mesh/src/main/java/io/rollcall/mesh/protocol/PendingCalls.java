package io.rollcall.mesh.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one link that have neither ended nor passed their deadline, by id: those that a
 * node has sent, or those that it is to answer. Each is taken out once.
 *
 * @param <T> a request
 */
public final class PendingCalls<T> {
  /** A request whose deadline has passed. */
  public record Expired<T>(long id, T call) {}

  private record Held<T>(T call, Deadlines.Entry<Long> deadline) {}

  private final Map<Long, Held<T>> byId = new LinkedHashMap<>();
  private final Deadlines<Long> deadlines = new Deadlines<>();

  /** None is pending. */
  public PendingCalls() {}

  /**
   * A request begins.
   *
   * @return false if one with this id is pending: nothing was added
   */
  public boolean add(long id, T call, long deadline) {
    if (byId.containsKey(id)) {
      return false;
    }
    byId.put(id, new Held<>(call, deadlines.add(deadline, id)));
    return true;
  }

  /** The request with this id; null if none is pending. */
  public @Nullable T find(long id) {
    Held<T> held = byId.get(id);
    return held == null ? null : held.call;
  }

  /** Takes out the request with this id; null if none is pending. */
  public @Nullable T remove(long id) {
    Held<T> held = byId.remove(id);
    if (held == null) {
      return null;
    }
    deadlines.remove(held.deadline);
    return held.call;
  }

  /** Takes out those whose deadline has passed. */
  public List<Expired<T>> expire(long now) {
    List<Expired<T>> expired = new ArrayList<>();
    for (long id : deadlines.due(now)) {
      Held<T> held = byId.remove(id);
      if (held != null) {
        expired.add(new Expired<>(id, held.call));
      }
    }
    return expired;
  }

  /** Takes out all, in the order in which they began. */
  public List<T> removeAll() {
    List<T> all = byId.values().stream().map(Held::call).toList();
    byId.values().forEach(each -> deadlines.remove(each.deadline));
    byId.clear();
    return all;
  }

  /** Those that are pending, in the order in which they began. */
  public Map<Long, T> all() {
    Map<Long, T> all = new LinkedHashMap<>();
    byId.forEach((id, held) -> all.put(id, held.call));
    return all;
  }

  /** How many are pending. */
  public int size() {
    return byId.size();
  }

  /** When the next deadline passes; {@link Deadlines#NEVER} if none is pending. */
  public long nextDue() {
    return deadlines.nextDue();
  }
}
