package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.rollcall.discovery.MembershipChange;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** What the feeds promise beyond the Reactive Streams TCK. */
class FlowReaderTest {
  private final ByHand executor = new ByHand();
  private final RosterHarness harness = new RosterHarness();
  private final ChangeFeed feed = new ChangeFeed(2, executor);
  private final Collected<MembershipChange> subscriber = new Collected<>();

  @Test
  void shouldIntroduceItselfBeforeAnythingElse() {
    feed.publish(harness.join("a"));
    feed.subscribe(subscriber);
    assertThat(subscriber.introductions()).isZero();

    executor.runAll();

    assertThat(subscriber.introductions()).isEqualTo(1);
    assertThat(subscriber.items).isEmpty();
  }

  @Test
  void shouldDeliverNoMoreThanIsRequested() {
    start();
    List<MembershipChange> changes = List.of(harness.join("a"), harness.join("b"));
    changes.forEach(feed::publish);
    executor.runAll();
    assertThat(subscriber.items).isEmpty();

    subscriber.subscription().request(1);
    executor.runAll();
    assertThat(subscriber.items).isEqualTo(changes.subList(0, 1));
    subscriber.subscription().request(5);
    executor.runAll();

    assertThat(subscriber.items).isEqualTo(changes);
  }

  @Test
  void shouldMergeWhatASubscriberDoesNotRequest() {
    start();
    for (String name : List.of("a", "b", "c", "d")) {
      feed.publish(harness.join(name));
    }

    subscriber.subscription().request(Long.MAX_VALUE);
    executor.runAll();

    assertThat(subscriber.items).hasSize(2);
    assertThat(subscriber.items.get(1).roster()).isSameAs(harness.roster());
  }

  @Test
  void shouldRememberWhatIsRequestedBeforeItIsThere() {
    start();
    subscriber.subscription().request(Long.MAX_VALUE);
    subscriber.subscription().request(Long.MAX_VALUE);
    executor.runAll();

    feed.publish(harness.join("a"));
    executor.runAll();
    feed.publish(harness.join("b"));
    executor.runAll();

    assertThat(subscriber.items).hasSize(2);
  }

  @Test
  void shouldCompleteAtOnceIfNothingWaitsAndElseAfterWhatWaits() {
    start();
    Collected<MembershipChange> waiting = new Collected<>();
    feed.subscribe(waiting);
    subscriber.subscription().request(1);
    feed.publish(harness.join("a"));
    executor.runAll();

    feed.end();
    executor.runAll();
    assertThat(subscriber.completions).isEqualTo(1);
    assertThat(waiting.completions).isZero();
    waiting.subscription().request(1);
    executor.runAll();

    assertThat(waiting.items).hasSize(1);
    assertThat(waiting.completions).isEqualTo(1);
    assertThat(subscriber.errors).isEmpty();
  }

  @Test
  void shouldNotCompleteBeforeWhatWaitsIfItIsIntroducedAfterTheEnd() {
    feed.publish(harness.join("a"));
    feed.subscribe(subscriber);
    feed.end();
    executor.runAll();
    assertThat(subscriber.introductions()).isEqualTo(1);
    assertThat(subscriber.completions).isZero();

    subscriber.subscription().request(1);
    executor.runAll();

    assertThat(subscriber.items).hasSize(1);
    assertThat(subscriber.completions).isEqualTo(1);
  }

  @Test
  void shouldSignalAWrongRequestOnceAndNothingAfterIt() {
    start();
    feed.publish(harness.join("a"));

    subscriber.subscription().request(-3);
    subscriber.subscription().request(0);
    subscriber.subscription().request(1);
    executor.runAll();
    feed.publish(harness.join("b"));
    feed.end();

    assertThat(executor.tasks()).isZero();
    assertThat(subscriber.items).isEmpty();
    assertThat(subscriber.completions).isZero();
    assertThat(subscriber.errors)
        .singleElement()
        .isInstanceOf(IllegalArgumentException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("3.9");
  }

  @Test
  void shouldTakeASubscriberThatThrowsForOneThatCancels() {
    Collected<MembershipChange> throwing =
        new Collected<>() {
          @Override
          public void onNext(MembershipChange change) {
            super.onNext(change);
            throw new AssertionError("on purpose");
          }
        };
    feed.subscribe(throwing);
    executor.runAll();
    throwing.subscription().request(Long.MAX_VALUE);
    feed.publish(harness.join("a"));
    feed.publish(harness.join("b"));
    try (Logged logged = new Logged()) {
      executor.runAll();
      feed.end();

      assertThat(logged.count("a reader of changes threw")).isEqualTo(1);
    }

    assertThat(executor.tasks()).isZero();
    assertThat(throwing.items).hasSize(1);
    assertThat(throwing.errors).isEmpty();
    assertThat(throwing.completions).isZero();
  }

  @Test
  void shouldBearASubscriberThatThrowsWhenItIsIntroduced() {
    Collected<MembershipChange> throwing =
        new Collected<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
            throw new IllegalStateException("on purpose");
          }
        };
    feed.publish(harness.join("a"));
    feed.subscribe(throwing);
    try (Logged logged = new Logged()) {
      executor.runAll();

      assertThat(logged.count("a reader of changes threw")).isEqualTo(1);
    }

    assertThat(throwing.items).isEmpty();
  }

  @Test
  void shouldNotRecurseIfASubscriberRequestsInItsCalls() {
    ChangeFeed inline = new ChangeFeed(2, Runnable::run);
    int[] depth = new int[2];
    Collected<MembershipChange> eager =
        new Collected<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            super.onSubscribe(subscription);
            subscription.request(1);
          }

          @Override
          public void onNext(MembershipChange change) {
            depth[1] = Math.max(depth[1], ++depth[0]);
            super.onNext(change);
            if (items.size() < 10_000) {
              inline.publish(harness.update("a"));
            }
            subscription().request(1);
            depth[0]--;
          }
        };
    inline.publish(harness.join("a"));

    inline.subscribe(eager);

    assertThat(eager.items).hasSize(10_000);
    assertThat(depth[1]).isEqualTo(1);
  }

  @Test
  void shouldRejectNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> feed.subscribe((Flow.Subscriber<MembershipChange>) null));
  }

  private void start() {
    feed.subscribe(subscriber);
    executor.runAll();
  }
}
