package io.rollcall.discovery.zmtp.transport;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Items that wait for their turn, each of somebody: everybody in turn has one taken, however many
 * the others have. Pure and not thread-safe.
 *
 * @param <K> whose items they are
 * @param <T> an item; it waits once
 */
final class FairQueue<K, T> {
  private final Map<K, Set<T>> waiting = new LinkedHashMap<>();

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** One more item waits, behind the others of its owner. */
  void add(K owner, T item) {
    waiting.computeIfAbsent(owner, any -> new LinkedHashSet<>(2)).add(item);
  }

  /** An item waits no more, if it did. */
  void remove(K owner, T item) {
    Set<T> own = waiting.get(owner);
    if (own != null && own.remove(item) && own.isEmpty()) {
      waiting.remove(owner);
    }
  }

  /**
   * Takes out the next.
   *
   * @throws NoSuchElementException if none waits
   */
  T next() {
    Map.Entry<K, Set<T>> first = waiting.entrySet().iterator().next();
    K owner = first.getKey();
    Set<T> own = first.getValue();
    waiting.remove(owner);
    Iterator<T> items = own.iterator();
    T next = items.next();
    items.remove();
    if (!own.isEmpty()) {
      waiting.put(owner, own);
    }
    return next;
  }

  void clear() {
    waiting.clear();
  }
}
