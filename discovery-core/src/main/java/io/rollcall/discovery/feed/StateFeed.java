package io.rollcall.discovery.feed;

import io.rollcall.discovery.thread.Threads;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A feed of states: a slow reader finds the newest, and equal ones in a row are one. Thread-safe.
 */
public final class StateFeed<T> extends AbstractFeed<T> {
  private @Nullable T newest;

  /** A feed without a state yet; {@code what} stands in the log. */
  public StateFeed(String what, Executor executor) {
    this(what, executor, Threads.SYSTEM, ReaderListener.NONE);
  }

  StateFeed(String what, Executor executor, Threads threads, ReaderListener readerListener) {
    super(what, executor, threads, readerListener);
  }

  /** The same, for a thread that owns sockets and publishes. */
  public static <T> StateFeed<T> onLoop(String what, Executor executor, Threads threads) {
    return new StateFeed<>(
        what, new OffLoopExecutor(executor, threads.readers()), threads, ReaderListener.NONE);
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
  ReaderBuffer<T> pending() {
    return new LatestStateBuffer<>();
  }
}
