package io.rollcall.discovery.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one reader, and what happens when it is slow. Guarded by its reader's lock, which
 * whoever publishes takes too. So each call takes a short time, whatever waits; the work that an
 * item needs is done by {@link Item#value}, without the lock.
 */
interface ReaderBuffer<T> {
  /** Something that waits, as its reader takes it. */
  interface Item<T> {
    /**
     * Makes what the reader gets, on the reader's thread and without its lock; null if it comes to
     * nothing. To be called once.
     */
    @Nullable T value();
  }

  /** Takes an item in, on the thread of whoever publishes. */
  void add(T item);

  /** Whether nothing waits. What waits may still come to nothing. */
  boolean isEmpty();

  /** Takes what comes next. */
  @Nullable Item<T> poll();

  /** What comes next. */
  @Nullable Item<T> peek();

  /** All that waits, in order. */
  List<Item<T>> all();

  /** What waits last, if it had better be made now than when its turn comes. */
  default @Nullable Item<T> unsettled() {
    return null;
  }

  /** What waits as this item was made, and is this or comes to nothing. */
  void settle(Item<T> item, @Nullable T value);

  void clear();

  /** Does what {@link #clear} left to do. Called without the lock, by the reader. */
  default void tidy() {}
}
