package io.rollcall.discovery.feed;

import io.rollcall.discovery.thread.Threads;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A feed of states: a slow reader finds the newest, and equal ones in a row are one. Thread-safe.
 */
public final class StateFeed<T> extends Source<T> {
  private @Nullable T newest;

  /** A feed without a state yet; {@code what} stands in the log. */
  public StateFeed(String what, Executor executor) {
    this(what, executor, Threads.SYSTEM, Demand.NONE);
  }

  StateFeed(String what, Executor executor, Threads threads, Demand demand) {
    super(what, executor, threads, demand);
  }

  /** The same, for a thread that owns sockets and publishes. */
  public static <T> StateFeed<T> onLoop(String what, Executor executor, Threads threads) {
    return new StateFeed<>(what, new OffLoop(executor, threads.readers()), threads, Demand.NONE);
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
