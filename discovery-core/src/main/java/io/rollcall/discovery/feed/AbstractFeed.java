package io.rollcall.discovery.feed;

import io.rollcall.discovery.Feed;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.thread.Threads;
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
abstract class AbstractFeed<T> implements Feed<T> {
  private final String what;
  private final Executor executor;
  private final Threads threads;
  private final ReaderListener readerListener;
  private final Object lock = new Object();
  private final Set<Reader<T>> readers = new LinkedHashSet<>();
  private boolean ended;

  AbstractFeed(String what, Executor executor, Threads threads, ReaderListener readerListener) {
    this.what = what;
    this.executor = executor;
    this.threads = threads;
    this.readerListener = readerListener;
  }

  final Executor executor() {
    return executor;
  }

  /** What a new reader finds first. Called under the lock. */
  abstract @Nullable T current();

  /** Takes note of a new item; returns whether it is for the readers. Called under the lock. */
  abstract boolean accept(T item);

  /** What waits for a new reader. */
  abstract ReaderBuffer<T> pending();

  /** Hands an item to every reader. */
  public final void publish(T item) {
    List<Reader<T>> awake;
    synchronized (lock) {
      if (ended || !accept(item)) {
        return;
      }
      for (Reader<T> reader : readers) {
        reader.give(item);
      }
      awake = List.copyOf(readers);
    }
    for (Reader<T> reader : awake) {
      reader.wake();
    }
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
    awake.forEach(reader -> readerListener.removed());
  }

  @Override
  public final FeedQueue<T> queue() {
    QueueReader<T> reader = new QueueReader<>(what, pending(), this::remove, threads);
    add(reader, () -> giveFirst(reader));
    return reader;
  }

  @Override
  public final FeedSubscription subscribe(Consumer<? super T> reader) {
    return subscribe(reader, () -> {});
  }

  /** The same; {@code ended} is called once, after the last item, when the feed ends. */
  public final FeedSubscription subscribe(Consumer<? super T> reader, Runnable ended) {
    return subscribeFirst(pending(), reader, ended, executor);
  }

  /** The same, on an executor of the reader's own. */
  public final FeedSubscription subscribe(
      Consumer<? super T> reader, Runnable ended, Executor own) {
    return subscribeFirst(pending(), reader, ended, own);
  }

  /** The same, with what is to wait for this reader. */
  final FeedSubscription subscribeFirst(
      ReaderBuffer<T> pending, Consumer<? super T> reader, Runnable ended, Executor on) {
    CallbackReader<T> callback = callback(pending, reader, ended, on);
    add(callback, () -> giveFirst(callback));
    return callback;
  }

  /**
   * The same, but the reader does not get what a new one finds first.
   *
   * @param start is called instead of that, under the lock
   */
  final FeedSubscription subscribeAfter(
      Runnable start,
      ReaderBuffer<T> pending,
      Consumer<? super T> reader,
      Runnable ended,
      Executor on) {
    CallbackReader<T> callback = callback(pending, reader, ended, on);
    add(callback, start);
    return callback;
  }

  private CallbackReader<T> callback(
      ReaderBuffer<T> pending, Consumer<? super T> reader, Runnable ended, Executor on) {
    Objects.requireNonNull(reader, "reader");
    return new CallbackReader<>(what, pending, on, this::remove, reader, ended);
  }

  @Override
  public final void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    FlowReader<T> reader = new FlowReader<>(what, pending(), executor, this::remove, subscriber);
    add(reader, () -> giveFirst(reader));
  }

  private void giveFirst(Reader<T> reader) {
    T first = current();
    if (first != null) {
      reader.give(first);
    }
  }

  private void add(Reader<T> reader, Runnable start) {
    readerListener.added();
    boolean tooLate;
    synchronized (lock) {
      start.run();
      tooLate = ended;
      if (tooLate) {
        reader.finish();
      } else {
        readers.add(reader);
      }
    }
    reader.wake();
    if (tooLate) {
      readerListener.removed();
    }
  }

  private void remove(Reader<T> reader) {
    boolean wasThere;
    synchronized (lock) {
      wasThere = readers.remove(reader);
    }
    if (wasThere) {
      readerListener.removed();
    }
  }
}
