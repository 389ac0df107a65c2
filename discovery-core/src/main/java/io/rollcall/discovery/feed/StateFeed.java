package io.rollcall.discovery.feed;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A feed of states: a slow reader finds the newest, and equal ones in a row are one. Thread-safe.
 */
public final class StateFeed<T> extends Source<T> {
  private @Nullable T newest;

  /** A feed without a state yet; {@code what} stands in the log. */
  public StateFeed(String what, Executor executor) {
    super(what, executor);
  }

  @Override
  @Nullable T current() {
    return newest;
  }

  @Override
  boolean accept(T item) {
    newest = item;
    return true;
  }

  @Override
  Pending<T> pending() {
    return new Newest<>();
  }
}
