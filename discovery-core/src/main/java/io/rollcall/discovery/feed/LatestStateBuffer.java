package io.rollcall.discovery.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the newest state, unless it is what the reader got last. */
final class LatestStateBuffer<T> implements ReaderBuffer<T> {
  private @Nullable T delivered;
  private @Nullable T newest;

  /** Large states take long to compare, so that is left to the reader. */
  private record Candidate<T>(T state, @Nullable T before) implements Item<T> {
    @Override
    public @Nullable T value() {
      return state.equals(before) ? null : state;
    }
  }

  @Override
  public void add(T item) {
    newest = item;
  }

  @Override
  public boolean isEmpty() {
    return newest == null || newest == delivered;
  }

  @Override
  public @Nullable Item<T> poll() {
    Candidate<T> next = peek();
    if (next != null) {
      delivered = next.state;
      newest = null;
    }
    return next;
  }

  @Override
  public @Nullable Candidate<T> peek() {
    T item = newest;
    return item == null ? null : new Candidate<>(item, delivered);
  }

  @Override
  public List<Item<T>> all() {
    Candidate<T> item = peek();
    return item == null ? List.of() : List.of(item);
  }

  @Override
  public void settle(Item<T> item, @Nullable T value) {
    if (value == null && item instanceof Candidate<T> candidate && candidate.state == newest) {
      newest = null;
    }
  }

  @Override
  public void clear() {
    newest = null;
  }
}
