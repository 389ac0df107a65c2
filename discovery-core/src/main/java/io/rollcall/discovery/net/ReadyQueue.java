package io.rollcall.discovery.net;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a turn of the loop: in the order in which they came, each once. Not thread-safe.
 *
 * @param <T> something that waits
 */
final class ReadyQueue<T> {
  private final Set<T> waiting = new LinkedHashSet<>();
  private long added;
  private long taken;

  /** It waits, behind the others; where it waits already it keeps its place. */
  void add(T item) {
    if (waiting.add(item)) {
      added++;
    }
  }

  /** Takes out the one that came first, or null if none waits. */
  @Nullable T next() {
    Iterator<T> first = waiting.iterator();
    if (!first.hasNext()) {
      return null;
    }
    T item = first.next();
    first.remove();
    taken++;
    return item;
  }

  int size() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Stands for all that wait now. */
  long mark() {
    return added;
  }

  /** Whether all that waited then have been taken out. */
  boolean hasPassed(long mark) {
    return taken >= mark;
  }
}
