package io.rollcall.discovery.feed;

import io.rollcall.discovery.FeedClosedException;
import io.rollcall.discovery.FeedQueue;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A reader that comes for its items. Thread-safe. */
final class QueueReader<T> extends AbstractQueue<T> implements FeedQueue<T>, Reader<T> {
  private static final String READ_ONLY = "a feed's queue is for reading";

  private final String what;
  private final Pending<T> pending;
  private final Consumer<Reader<T>> onClose;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean finished;

  QueueReader(String what, Pending<T> pending, Consumer<Reader<T>> onClose) {
    this.what = what;
    this.pending = pending;
    this.onClose = onClose;
  }

  @Override
  public void give(T item) {
    lock.lock();
    try {
      if (!finished) {
        pending.add(item);
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
    lock.lock();
    try {
      pending.clear();
    } finally {
      lock.unlock();
    }
    finish();
  }

  @Override
  public boolean ended() {
    lock.lock();
    try {
      return finished && pending.peek() == null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      T item = pending.poll();
      while (item == null) {
        if (finished) {
          throw new FeedClosedException(what + " has ended");
        }
        changed.await();
        item = pending.poll();
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable T poll(long timeout, TimeUnit unit) throws InterruptedException {
    long left = unit.toNanos(timeout);
    lock.lockInterruptibly();
    try {
      T item = pending.poll();
      while (item == null && !finished && left > 0) {
        left = changed.awaitNanos(left);
        item = pending.poll();
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable T poll() {
    lock.lock();
    try {
      return pending.poll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable T peek() {
    lock.lock();
    try {
      return pending.peek();
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      return pending.all();
    } finally {
      lock.unlock();
    }
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
      pending.clear();
    } finally {
      lock.unlock();
    }
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
