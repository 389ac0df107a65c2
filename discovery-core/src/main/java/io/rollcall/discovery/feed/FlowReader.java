package io.rollcall.discovery.feed;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader that says how much it wants, as Reactive Streams 1.0.4 has it; the numbers are the
 * specification's rules. Thread-safe.
 */
final class FlowReader<T> extends RunningReader<T> implements Flow.Subscription {
  private final Flow.Subscriber<? super T> subscriber;
  private boolean introduced;
  private long demand;
  private @Nullable IllegalArgumentException badRequest;

  FlowReader(
      String what,
      ReaderBuffer<T> buffer,
      Executor executor,
      Consumer<Reader<T>> onClose,
      Flow.Subscriber<? super T> subscriber) {
    super(what, buffer, executor, onClose);
    this.subscriber = subscriber;
  }

  @Override
  public void request(long items) {
    synchronized (lock) {
      if (items <= 0) {
        badRequest =
            new IllegalArgumentException("requested " + items + " items; rule 3.9 wants 1 or more");
      } else {
        demand = demand > Long.MAX_VALUE - items ? Long.MAX_VALUE : demand + items;
      }
    }
    wake();
  }

  @Override
  public void cancel() {
    stop();
  }

  @Override
  boolean hasMoreToSay() {
    return !introduced || badRequest != null;
  }

  /** First of all {@code onSubscribe} (rule 1.9); for a bad request {@code onError} (rule 3.9). */
  @Override
  void saySo() {
    boolean first;
    IllegalArgumentException bad;
    synchronized (lock) {
      first = !introduced;
      introduced = true;
      bad = badRequest;
    }
    if (first) {
      subscriber.onSubscribe(this);
    } else if (bad != null) {
      stop();
      subscriber.onError(bad);
    }
  }

  @Override
  boolean wants() {
    return demand > 0;
  }

  @Override
  void claim() {
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
  }

  @Override
  void deliver(T item) {
    subscriber.onNext(item);
  }

  @Override
  void complete() {
    subscriber.onComplete();
  }

  /** A subscriber that throws is taken to have cancelled (rule 2.13). */
  @Override
  boolean endsWhenThrowing() {
    return true;
  }
}
