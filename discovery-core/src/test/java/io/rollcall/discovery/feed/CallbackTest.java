package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.MembershipChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A reader that the feed calls. */
class CallbackTest {
  private final ByHand executor = new ByHand();
  private final RosterHarness harness = new RosterHarness();
  private final ChangeFeed feed = new ChangeFeed(10, executor);
  private final List<MembershipChange> called = new ArrayList<>();

  @Test
  void shouldCallWithEachItemInOrderOnTheExecutorAlone() {
    FeedSubscription subscription = feed.subscribe(called::add);
    List<MembershipChange> changes =
        List.of(harness.join("a"), harness.join("b"), harness.leave("a"));

    changes.forEach(feed::publish);
    assertThat(called).isEmpty();
    executor.runAll();

    assertThat(called).isEqualTo(changes);
    subscription.close();
  }

  @Test
  void shouldHaveOneTaskWhileThereIsSomethingToDoAndNoneWhenIdle() {
    FeedSubscription subscription = feed.subscribe(called::add);
    assertThat(executor.tasks()).isZero();

    feed.publish(harness.join("a"));
    feed.publish(harness.join("b"));
    assertThat(executor.tasks()).isEqualTo(1);
    executor.runAll();
    assertThat(executor.tasks()).isZero();
    feed.publish(harness.join("c"));
    assertThat(executor.tasks()).isEqualTo(1);

    executor.runAll();
    assertThat(called).hasSize(3);
    subscription.close();
  }

  @Test
  void shouldCallWithWhatIsPublishedDuringACall() {
    FeedSubscription subscription =
        feed.subscribe(
            change -> {
              called.add(change);
              if (called.size() == 1) {
                feed.publish(harness.join("b"));
                assertThat(executor.tasks()).isZero();
                assertThat(called).hasSize(1);
              }
            });

    feed.publish(harness.join("a"));
    executor.runAll();

    assertThat(called).hasSize(2);
    subscription.close();
  }

  @Test
  void shouldNotCallAfterItIsClosed() {
    FeedSubscription subscription = feed.subscribe(called::add);
    feed.publish(harness.join("a"));

    subscription.close();
    executor.runAll();
    feed.publish(harness.join("b"));
    subscription.close();

    assertThat(executor.tasks()).isZero();
    assertThat(called).isEmpty();
  }

  @Test
  void shouldMakeNoFurtherCallIfItIsClosedDuringOne() {
    List<FeedSubscription> subscription = new ArrayList<>();
    Consumer<MembershipChange> once =
        change -> {
          called.add(change);
          subscription.get(0).close();
        };
    subscription.add(feed.subscribe(once));
    feed.publish(harness.join("a"));
    feed.publish(harness.join("b"));

    executor.runAll();

    assertThat(called).hasSize(1);
  }

  @Test
  void shouldStillCallWithWhatWaitsWhenTheFeedEnds() {
    FeedSubscription subscription = feed.subscribe(called::add);
    feed.publish(harness.join("a"));
    feed.publish(harness.join("b"));

    feed.end();
    executor.runAll();

    assertThat(called).hasSize(2);
    assertThat(executor.tasks()).isZero();
    subscription.close();
  }

  @Test
  void shouldRejectNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> feed.subscribe((Consumer<MembershipChange>) null))
        .withMessage("reader");
  }
}
