package io.rollcall.discovery.feed;

import io.rollcall.discovery.FeedClosedException;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.thread.Threads;
import io.rollcall.discovery.thread.Timeouts;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reader that comes for its items. Thread-safe. */
final class QueueReader<T> extends AbstractQueue<T> implements FeedQueue<T>, Reader<T> {
  private static final String READ_ONLY = "a feed's queue is for reading";

  private final String what;
  private final ReaderBuffer<T> buffer;
  private final Consumer<Reader<T>> onClose;
  private final Threads threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean finished;

  QueueReader(String what, ReaderBuffer<T> buffer, Consumer<Reader<T>> onClose, Threads threads) {
    this.what = what;
    this.buffer = buffer;
    this.onClose = onClose;
    this.threads = threads;
  }

  @Override
  public void give(T item) {
    lock.lock();
    try {
      if (!finished) {
        buffer.add(item);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void finish() {
    lock.lock();
    try {
      finished = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whoever waits was woken with the item. */
  @Override
  public void wake() {}

  @Override
  public void close() {
    onClose.accept(this);
    clear();
    finish();
  }

  @Override
  public boolean ended() {
    return Boolean.TRUE.equals(locked(() -> finished)) && peek() == null;
  }

  @Override
  public T take() throws InterruptedException {
    T taken = null;
    while (taken == null) {
      taken = made(awaited());
    }
    return taken;
  }

  private ReaderBuffer.Item<T> awaited() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      ReaderBuffer.Item<T> item = buffer.poll();
      while (item == null) {
        if (finished) {
          throw new FeedClosedException(what + " has ended");
        }
        if (threads.await(changed, Long.MAX_VALUE) <= 0) {
          throw new FeedClosedException(what + " will never have another item");
        }
        item = buffer.poll();
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable T poll(Duration timeout) throws InterruptedException {
    return poll(Timeouts.nanos(timeout), TimeUnit.NANOSECONDS);
  }

  @Override
  public @Nullable T poll(long timeout, TimeUnit unit) throws InterruptedException {
    long left = unit.toNanos(timeout);
    while (true) {
      ReaderBuffer.Item<T> item;
      lock.lockInterruptibly();
      try {
        item = buffer.poll();
        while (item == null && !finished && left > 0) {
          left = threads.await(changed, left);
          item = buffer.poll();
        }
      } finally {
        lock.unlock();
      }
      T value = item == null ? null : made(item);
      if (item == null || value != null) {
        return value;
      }
    }
  }

  @Override
  public @Nullable T poll() {
    while (true) {
      ReaderBuffer.Item<T> item = locked(buffer::poll);
      T value = item == null ? null : made(item);
      if (item == null || value != null) {
        return value;
      }
    }
  }

  @Override
  public @Nullable T peek() {
    while (true) {
      ReaderBuffer.Item<T> item = locked(buffer::peek);
      T value = item == null ? null : settled(item);
      if (item == null || value != null) {
        return value;
      }
    }
  }

  /** Makes what was taken; and, since there is room now, what is to be merged of the rest. */
  private @Nullable T made(ReaderBuffer.Item<T> item) {
    ReaderBuffer.Item<T> last = locked(buffer::unsettled);
    if (last != null) {
      settled(last);
    }
    return item.value();
  }

  private @Nullable T settled(ReaderBuffer.Item<T> waiting) {
    T value = waiting.value();
    locked(
        () -> {
          buffer.settle(waiting, value);
          return null;
        });
    return value;
  }

  private <R> @Nullable R locked(Supplier<@Nullable R> call) {
    lock.lock();
    try {
      return call.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isEmpty() {
    return peek() == null;
  }

  @Override
  public int size() {
    return all().size();
  }

  /** Over what is queued at this moment; it can't remove. */
  @Override
  public Iterator<T> iterator() {
    return all().iterator();
  }

  /** As {@link #iterator}; the inherited one would ask for the size at another moment. */
  @Override
  public Spliterator<T> spliterator() {
    return all().spliterator();
  }

  private List<T> all() {
    List<T> values = new ArrayList<>();
    for (ReaderBuffer.Item<T> item : Objects.requireNonNull(locked(buffer::all))) {
      T value = item.value();
      if (value != null) {
        values.add(value);
      }
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public int drainTo(Collection<? super T> target) {
    return drainTo(target, Integer.MAX_VALUE);
  }

  @Override
  public int drainTo(Collection<? super T> target, int most) {
    Objects.requireNonNull(target, "target");
    if (target == this) {
      throw new IllegalArgumentException("a queue can't be drained to itself");
    }
    int drained = 0;
    while (drained < most) {
      T item = poll();
      if (item == null) {
        break;
      }
      target.add(item);
      drained++;
    }
    return drained;
  }

  @Override
  public void clear() {
    lock.lock();
    try {
      buffer.clear();
    } finally {
      lock.unlock();
    }
    buffer.tidy();
  }

  /** None: nothing can be put in. */
  @Override
  public int remainingCapacity() {
    return 0;
  }

  @Override
  public boolean add(T item) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public boolean addAll(Collection<? extends T> items) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public boolean offer(T item) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public boolean offer(T item, long timeout, TimeUnit unit) {
    throw new UnsupportedOperationException(READ_ONLY);
  }

  @Override
  public void put(T item) {
    throw new UnsupportedOperationException(READ_ONLY);
  }
}
