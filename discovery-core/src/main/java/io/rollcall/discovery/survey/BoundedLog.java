package io.rollcall.discovery.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The latest of many, so many at most. */
final class BoundedLog<T> {
  private final int most;
  private final List<T> items = new ArrayList<>(0);

  BoundedLog(int most) {
    this.most = most;
  }

  void add(T item) {
    if (items.size() == most) {
      items.remove(0);
    }
    items.add(item);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** The newest; only if there is one. */
  T newest() {
    return items.get(items.size() - 1);
  }

  /** Another takes the place of the newest. */
  void replaceNewest(T item) {
    items.set(items.size() - 1, item);
  }

  <R> List<R> newestFirst(Function<T, R> view) {
    List<R> views = new ArrayList<>(items.size());
    for (int i = items.size() - 1; i >= 0; i--) {
      views.add(view.apply(items.get(i)));
    }
    return views;
  }
}
