package io.rollcall.discovery.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the newest state, unless it is what the reader got last. */
final class Newest<T> implements Pending<T> {
  private @Nullable T delivered;
  private @Nullable T newest;

  @Override
  public void add(T item) {
    newest = item.equals(delivered) ? null : item;
  }

  @Override
  public @Nullable T poll() {
    T item = newest;
    if (item != null) {
      delivered = item;
      newest = null;
    }
    return item;
  }

  @Override
  public @Nullable T peek() {
    return newest;
  }

  @Override
  public List<T> all() {
    T item = newest;
    return item == null ? List.of() : List.of(item);
  }

  @Override
  public void clear() {
    newest = null;
  }
}
