package io.rollcall.discovery.feed;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/**
 * The Reactive Streams TCK on a feed. It asks for a publisher of exactly so many items, and a feed
 * merges what its subscriber has not taken: so each item is published when the last was taken, and
 * each subscriber has a feed of its own.
 */
abstract class FeedVerification<T> extends FlowPublisherVerification<T> {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int SILENCE_MILLIS = 50;
  private static final int POLL_MILLIS = 5;

  private final Executor executor;

  FeedVerification(Executor executor) {
    super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS, POLL_MILLIS));
    this.executor = executor;
  }

  abstract AbstractFeed<T> feed(Executor executor);

  /** The same items for each subscriber, without end, none equal to the one before. */
  abstract Supplier<T> items();

  @Override
  public final Flow.Publisher<T> createFlowPublisher(long items) {
    return subscriber -> {
      AbstractFeed<T> feed = feed(executor);
      Pump<T> pump = new Pump<>(feed, items(), items, subscriber);
      feed.subscribe(subscriber == null ? null : pump);
      pump.publishNext();
    };
  }

  /** None: a feed never fails. */
  @Override
  public final Flow.@Nullable Publisher<T> createFailedFlowPublisher() {
    return null;
  }

  private static final class Pump<T> implements Flow.Subscriber<T> {
    private final AbstractFeed<T> feed;
    private final Supplier<T> items;
    private final Flow.Subscriber<? super T> subscriber;
    private long left;

    Pump(
        AbstractFeed<T> feed, Supplier<T> items, long left, Flow.Subscriber<? super T> subscriber) {
      this.feed = feed;
      this.items = items;
      this.left = left;
      this.subscriber = subscriber;
    }

    void publishNext() {
      if (left == 0) {
        feed.end();
      } else {
        left--;
        feed.publish(items.get());
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(T item) {
      publishNext();
      subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable error) {
      subscriber.onError(error);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }
}
