package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.FeedSubscription;
import java.lang.ref.WeakReference;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A feed outlives its readers: it must not hold on to one that is done. */
class ReaderLeakTest {
  private final ByHand executor = new ByHand();
  private final StateFeed<String> feed = new StateFeed<>("letters", executor);

  @Test
  void shouldHoldAReaderThatIsNotDone() {
    Callback callback = new Callback();
    FeedSubscription subscription = feed.subscribe(callback);

    feed.publish("a");
    executor.runAll();

    assertThat(callback.last).isEqualTo("a");
    subscription.close();
  }

  @Test
  void shouldForgetAReaderWhoseSubscriptionIsClosed() {
    assertForgotten(subscribeAndClose());
  }

  @Test
  void shouldForgetAQueueThatIsClosed() {
    assertForgotten(queueAndClose());
  }

  @Test
  void shouldForgetASubscriberThatCancels() {
    assertForgotten(subscribeAndCancel());
  }

  @Test
  void shouldForgetAReaderWhoseExecutorTakesNoTask() {
    StateFeed<String> refusing =
        new StateFeed<>(
            "letters",
            task -> {
              throw new RejectedExecutionException("on purpose");
            });
    refusing.publish("a");
    WeakReference<?> reader;
    try (Logged logged = new Logged()) {
      reader = subscribe(refusing);
      assertThat(logged.count("is dropped")).isEqualTo(1);
    }
    assertForgotten(reader);
    refusing.end();
  }

  @Test
  void shouldForgetItsReadersWhenItEnds() {
    WeakReference<?> reader = subscribe(feed);
    feed.publish("a");
    feed.end();
    executor.runAll();

    assertForgotten(reader);
  }

  private WeakReference<?> subscribeAndClose() {
    Callback callback = new Callback();
    try (FeedSubscription subscription = feed.subscribe(callback)) {
      assertThat(subscription).isNotNull();
      feed.publish("a");
      executor.runAll();
    }
    return new WeakReference<>(callback);
  }

  private WeakReference<?> queueAndClose() {
    try (FeedQueue<String> queue = feed.queue()) {
      feed.publish("a");
      return new WeakReference<>(queue);
    }
  }

  private WeakReference<?> subscribeAndCancel() {
    Collected<String> subscriber = new Collected<>();
    feed.subscribe((Flow.Subscriber<String>) subscriber);
    executor.runAll();
    subscriber.subscription().cancel();
    return new WeakReference<>(subscriber);
  }

  private static WeakReference<?> subscribe(StateFeed<String> to) {
    Callback callback = new Callback();
    assertThat(to.subscribe(callback)).isNotNull();
    return new WeakReference<>(callback);
  }

  private void assertForgotten(WeakReference<?> reader) {
    await()
        .until(
            () -> {
              System.gc();
              return reader.get() == null;
            });
    feed.publish("z");
    assertThat(executor.tasks()).isZero();
  }

  private static final class Callback implements Consumer<String> {
    String last = "";

    @Override
    public void accept(String letter) {
      last = letter;
    }
  }
}
