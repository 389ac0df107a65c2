package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.spi.Changes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {
  private final RosterHarness harness = new RosterHarness();
  private final ChangeFeed feed = new ChangeFeed(3, new ByHand());

  @Test
  void shouldDeliverNothingBeforeTheFirstRoster() {
    FeedQueue<MembershipChange> queue = feed.queue();
    assertThat(queue.poll()).isNull();

    MembershipChange first = harness.join("a", "b");
    feed.publish(first);

    assertThat(queue).containsExactly(first);
  }

  @Test
  void shouldFirstJoinAllWhoArePresent() {
    feed.publish(harness.join("b", "c"));
    feed.publish(harness.join("a"));
    feed.publish(harness.leave("b"));

    FeedQueue<MembershipChange> queue = feed.queue();
    MembershipChange next = harness.update("c");
    feed.publish(next);

    MembershipChange first = queue.remove();
    assertThat(first.joined()).extracting(Member::name).containsExactly("a", "c");
    assertThat(first.left()).isEmpty();
    assertThat(first.updated()).isEmpty();
    assertThat(queue).containsExactly(next);
  }

  @Test
  void shouldDeliverNoEmptyChange() {
    FeedQueue<MembershipChange> early = feed.queue();

    feed.publish(Changes.joiningAll(harness.roster()));
    feed.publish(harness.leave("nobody"));

    assertThat(early.poll()).isNull();
    assertThat(feed.queue().poll()).isNull();
  }

  @Test
  void shouldKeepChangesApartUpToTheBacklog() {
    FeedQueue<MembershipChange> queue = feed.queue();
    List<MembershipChange> changes =
        List.of(harness.join("a"), harness.join("b"), harness.update("a"));

    changes.forEach(feed::publish);

    assertThat(queue).containsExactlyElementsOf(changes);
  }

  @Test
  void shouldMergeTheNewestTwoBeyondTheBacklog() {
    FeedQueue<MembershipChange> queue = feed.queue();
    MembershipChange first = harness.join("a");
    MembershipChange second = harness.join("b");
    List.of(first, second, harness.join("c"), harness.update("c"), harness.join("d"))
        .forEach(feed::publish);

    assertThat(queue).hasSize(3);
    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.poll()).isSameAs(second);
    MembershipChange merged = queue.remove();
    assertThat(merged.joined())
        .containsExactly(Member.named("c").withAttribute("update", "1"), Member.named("d"));
    assertThat(merged.updated()).isEmpty();
    assertThat(merged.roster()).isSameAs(harness.roster());
  }

  @Test
  void shouldForgetWhatCameToNothing() {
    FeedQueue<MembershipChange> queue = feed.queue();
    MembershipChange first = harness.join("a");
    MembershipChange second = harness.join("b");
    List.of(first, second, harness.join("c"), harness.leave("c")).forEach(feed::publish);

    assertThat(queue).containsExactly(first, second);
  }

  @Test
  void shouldLetEachReaderHaveABacklogOfItsOwn() {
    FeedQueue<MembershipChange> slow = feed.queue();
    FeedQueue<MembershipChange> quick = feed.queue();

    for (String name : List.of("a", "b", "c", "d", "e")) {
      MembershipChange change = harness.join(name);
      feed.publish(change);
      assertThat(quick.poll()).isSameAs(change);
    }

    assertThat(slow).hasSize(3);
  }
}
