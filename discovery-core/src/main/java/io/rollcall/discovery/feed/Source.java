package io.rollcall.discovery.feed;

import io.rollcall.discovery.Feed;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.FeedSubscription;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A feed and its readers. Thread-safe. Whoever publishes waits for no reader: under the lock items
 * are only set aside, and what runs a reader's code is called without it.
 */
abstract class Source<T> implements Feed<T> {
  private final String what;
  private final Executor executor;
  private final Object lock = new Object();
  private final Set<Reader<T>> readers = new LinkedHashSet<>();
  private boolean ended;

  Source(String what, Executor executor) {
    this.what = what;
    this.executor = executor;
  }

  /** What a new reader finds first. Called under the lock. */
  abstract @Nullable T current();

  /** Takes note of a new item; returns whether it is for the readers. Called under the lock. */
  abstract boolean accept(T item);

  /** What waits for a new reader. */
  abstract Pending<T> pending();

  /** Hands an item to every reader. */
  public final void publish(T item) {
    List<Reader<T>> awake;
    synchronized (lock) {
      if (ended || !accept(item)) {
        return;
      }
      readers.forEach(reader -> reader.give(item));
      awake = List.copyOf(readers);
    }
    awake.forEach(Reader::wake);
  }

  /** No item follows; what waits is still delivered. Idempotent. */
  public final void end() {
    List<Reader<T>> awake;
    synchronized (lock) {
      ended = true;
      readers.forEach(Reader::finish);
      awake = List.copyOf(readers);
      readers.clear();
    }
    awake.forEach(Reader::wake);
  }

  @Override
  public final FeedQueue<T> queue() {
    QueueReader<T> reader = new QueueReader<>(what, pending(), this::remove);
    add(reader);
    return reader;
  }

  @Override
  public final FeedSubscription subscribe(Consumer<? super T> reader) {
    return subscribe(reader, pending());
  }

  /** The same, with what is to wait for this reader. */
  final FeedSubscription subscribe(Consumer<? super T> reader, Pending<T> pending) {
    Objects.requireNonNull(reader, "reader");
    CallbackReader<T> callback =
        new CallbackReader<>(what, pending, executor, this::remove, reader);
    add(callback);
    return callback;
  }

  @Override
  public final void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    add(new FlowReader<>(what, pending(), executor, this::remove, subscriber));
  }

  private void add(Reader<T> reader) {
    synchronized (lock) {
      T first = current();
      if (first != null) {
        reader.give(first);
      }
      if (ended) {
        reader.finish();
      } else {
        readers.add(reader);
      }
    }
    reader.wake();
  }

  private void remove(Reader<T> reader) {
    synchronized (lock) {
      readers.remove(reader);
    }
  }
}
