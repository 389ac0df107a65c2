package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rollcall.discovery.FeedClosedException;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A queue whose feed has ended, or that was closed. */
class FeedQueueEndTest {
  private final RosterHarness harness = new RosterHarness();
  private final ChangeFeed feed = new ChangeFeed(10, new ByHand());
  private final FeedQueue<MembershipChange> queue = feed.queue();

  @Test
  void shouldStillDeliverWhatIsQueuedAfterTheEnd() throws InterruptedException {
    List<MembershipChange> changes =
        List.of(harness.join("a"), harness.join("b"), harness.join("c"), harness.join("d"));
    changes.forEach(feed::publish);

    feed.end();

    assertThat(queue.ended()).isFalse();
    assertThat(queue.take()).isSameAs(changes.get(0));
    assertThat(queue.poll()).isSameAs(changes.get(1));
    assertThat(queue.poll(1, TimeUnit.DAYS)).isSameAs(changes.get(2));
    assertThat(queue.ended()).isFalse();
    List<MembershipChange> rest = new ArrayList<>();
    queue.drainTo(rest);
    assertThat(rest).containsExactly(changes.get(3));
    assertEnded();
  }

  @Test
  void shouldEndAtOnceIfNothingIsQueued() throws InterruptedException {
    feed.end();

    assertEnded();
  }

  @Test
  void shouldTakeNothingInAfterTheEnd() throws InterruptedException {
    feed.end();
    feed.publish(harness.join("a"));
    feed.end();

    assertEnded();
  }

  @Test
  void shouldDropWhatIsQueuedWhenItIsClosed() throws InterruptedException {
    feed.publish(harness.join("a"));

    queue.close();

    assertEnded();
    feed.publish(harness.join("b"));
    assertEnded();
    queue.close();
    feed.end();
    assertEnded();
  }

  @Test
  void shouldNotEndForOthersWhenItIsClosed() {
    FeedQueue<MembershipChange> other = feed.queue();

    queue.close();
    feed.publish(harness.join("a"));

    assertThat(other).hasSize(1);
    assertThat(other.ended()).isFalse();
  }

  @Test
  void shouldEndAtOnceIfItIsMadeAfterTheEndOfAFeedWithoutARoster() {
    feed.end();

    assertThat(feed.queue().ended()).isTrue();
  }

  private void assertEnded() throws InterruptedException {
    assertThat(queue.ended()).isTrue();
    assertThat(queue).isEmpty();
    assertThat(queue.poll()).isNull();
    assertThat(queue.poll(1, TimeUnit.DAYS)).isNull();
    assertThatExceptionOfType(FeedClosedException.class)
        .isThrownBy(queue::take)
        .withMessage("changes has ended");
  }
}
