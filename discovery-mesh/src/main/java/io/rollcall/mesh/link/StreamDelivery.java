package io.rollcall.mesh.link;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Hands the items of a stream to its subscriber, one signal at a time, on an executor. Thread-safe.
 */
final class StreamDelivery implements Subscription {
  /** Where the items come from. */
  interface Source {
    /** The subscriber asks for so many more. */
    void requested(long items);

    /** The subscriber has got so many, or will not get them any more. */
    void read(long items, long octets);

    /** The subscriber wants no more. */
    void cancelled();
  }

  private final Subscriber<? super byte[]> subscriber;
  private final Executor executor;
  private final Source source;
  private final Queue<byte[]> items = new ArrayDeque<>();
  private long requested;
  private boolean ended;
  private @Nullable Throwable failure;
  private boolean begun;
  private boolean running;
  private boolean over;
  private boolean cancelled;

  StreamDelivery(Subscriber<? super byte[]> subscriber, Executor executor, Source source) {
    this.subscriber = Objects.requireNonNull(subscriber, "subscriber");
    this.executor = executor;
    this.source = source;
  }

  /** The first signal; no other comes before it has returned. */
  void begin() {
    try {
      subscriber.onSubscribe(this);
    } finally {
      synchronized (this) {
        begun = true;
      }
      run();
    }
  }

  void item(byte[] item) {
    synchronized (this) {
      items.add(item);
    }
    run();
  }

  /** No more items come: for this reason, or since there are no more. */
  void end(@Nullable Throwable why) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      failure = why;
    }
    run();
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void request(long more) {
    if (more <= 0) {
      // Rule 3.9 of Reactive Streams.
      boolean first;
      synchronized (this) {
        first = !ended;
        items.clear();
      }
      if (first) {
        end(new IllegalArgumentException("requested " + more + " items; it must be above zero"));
        source.cancelled();
      }
      return;
    }
    synchronized (this) {
      if (over || cancelled) {
        return;
      }
      requested = requested + more < 0 ? Long.MAX_VALUE : requested + more;
    }
    source.requested(more);
    run();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      if (over || cancelled) {
        return;
      }
      cancelled = true;
    }
    source.cancelled();
    run();
  }

  /** An executor that takes nothing was shut down by its owner, who then runs nothing. */
  @SuppressWarnings("CatchThrowable")
  private void run() {
    synchronized (this) {
      if (running || !begun || over) {
        return;
      }
      running = true;
    }
    try {
      executor.execute(this::deliver);
    } catch (Throwable rejected) {
      deliver();
    }
  }

  private void deliver() {
    while (true) {
      byte[] item;
      synchronized (this) {
        item = next();
        if (item == null && !isAtEnd()) {
          running = false;
          return;
        }
        over = over || item == null;
      }
      if (item == null) {
        finish();
        return;
      }
      hand(item);
    }
  }

  /** Under the lock. */
  private byte @Nullable [] next() {
    if (cancelled || requested == 0) {
      return null;
    }
    byte[] item = items.poll();
    if (item != null && requested < Long.MAX_VALUE) {
      requested--;
    }
    return item;
  }

  /** Under the lock: a failure does not wait for demand. */
  private boolean isAtEnd() {
    return cancelled || (ended && (items.isEmpty() || failure != null));
  }

  /** What a subscriber throws is as if it had cancelled (rule 2.13). */
  @SuppressWarnings("CatchThrowable")
  private void hand(byte[] item) {
    try {
      subscriber.onNext(item);
    } catch (Throwable broken) {
      cancel();
    }
    source.read(1, item.length);
  }

  @SuppressWarnings("CatchThrowable")
  private void finish() {
    long count = 0;
    long octets = 0;
    boolean tell;
    synchronized (this) {
      for (byte[] each = items.poll(); each != null; each = items.poll()) {
        count++;
        octets += each.length;
      }
      tell = !cancelled;
    }
    if (count > 0) {
      source.read(count, octets);
    }
    try {
      if (tell && failure != null) {
        subscriber.onError(failure);
      } else if (tell) {
        subscriber.onComplete();
      }
    } catch (Throwable broken) {
      // There is nobody left to tell.
    }
  }
}
