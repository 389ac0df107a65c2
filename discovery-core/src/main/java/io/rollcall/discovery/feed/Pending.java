package io.rollcall.discovery.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for one reader, and what happens when it is slow. Guarded by its reader's lock. */
interface Pending<T> {
  void add(T item);

  /** Takes what comes next. */
  @Nullable T poll();

  /** What comes next. */
  @Nullable T peek();

  /** All that waits, in order. */
  List<T> all();

  void clear();
}
