package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.FeedSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An executor that runs a task on the thread that hands it over. */
class InlineExecutorTest {
  private final StateFeed<String> feed = new StateFeed<>("letters", Runnable::run);
  private final List<String> called = new ArrayList<>();

  @Test
  void shouldCallBeforePublishReturns() {
    FeedSubscription subscription = feed.subscribe(called::add);

    feed.publish("a");
    assertThat(called).containsExactly("a");
    feed.publish("b");
    assertThat(called).containsExactly("a", "b");
    subscription.close();
  }

  @Test
  void shouldNotCallAReaderWithinItsOwnCall() {
    List<String> log = new ArrayList<>();
    Consumer<String> reader =
        letter -> {
          log.add("in " + letter);
          if (letter.equals("a")) {
            feed.publish("b");
          }
          log.add("out " + letter);
        };
    FeedSubscription subscription = feed.subscribe(reader);

    feed.publish("a");

    assertThat(log).containsExactly("in a", "out a", "in b", "out b");
    subscription.close();
  }

  @Test
  void shouldLetACallSubscribeAndCloseReaders() {
    List<FeedSubscription> subscriptions = new ArrayList<>();
    Consumer<String> reader =
        letter -> {
          called.add(letter);
          subscriptions.get(0).close();
          subscriptions.add(feed.subscribe(next -> called.add("second " + next)));
        };
    subscriptions.add(feed.subscribe(reader));

    feed.publish("a");
    feed.publish("b");

    assertThat(called).containsExactly("a", "second a", "second b");
    subscriptions.forEach(FeedSubscription::close);
  }

  @Test
  void shouldHoldNoLockDuringACall() {
    FeedSubscription subscription =
        feed.subscribe(
            letter -> {
              CompletableFuture<Void> other =
                  CompletableFuture.runAsync(() -> feed.queue().close());
              other.orTimeout(10, TimeUnit.SECONDS).join();
              called.add(letter);
            });

    feed.publish("a");

    assertThat(called).containsExactly("a");
    subscription.close();
  }

  @Test
  void shouldNotLetWhatAReaderThrowsReachWhoPublishes() {
    FeedSubscription throwing =
        feed.subscribe(
            letter -> {
              throw new StackOverflowError("on purpose");
            });
    FeedSubscription subscription = feed.subscribe(called::add);
    try (Logged logged = new Logged()) {
      feed.publish("a");
      feed.publish("b");

      assertThat(logged.count("threw")).isEqualTo(1);
    }

    assertThat(called).containsExactly("a", "b");
    throwing.close();
    subscription.close();
  }
}
