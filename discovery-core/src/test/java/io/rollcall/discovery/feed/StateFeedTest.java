package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.FeedSubscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateFeedTest {
  private final ByHand executor = new ByHand();
  private final StateFeed<String> feed = new StateFeed<>("letters", executor);

  @Test
  void shouldDeliverNothingBeforeTheFirstState() {
    FeedQueue<String> queue = feed.queue();
    List<String> called = new ArrayList<>();
    FeedSubscription subscription = feed.subscribe(called::add);

    executor.runAll();

    assertThat(queue.poll()).isNull();
    assertThat(called).isEmpty();

    feed.publish("a");
    executor.runAll();

    assertThat(queue.poll()).isEqualTo("a");
    assertThat(called).containsExactly("a");
    subscription.close();
  }

  @Test
  void shouldDeliverTheCurrentStateFirst() {
    feed.publish("a");
    feed.publish("b");
    FeedQueue<String> queue = feed.queue();
    feed.publish("c");

    assertThat(feed.queue()).containsExactly("c");
    assertThat(queue).containsExactly("c");
  }

  @Test
  void shouldDeliverEachStateToAReaderThatKeepsUp() {
    FeedQueue<String> queue = feed.queue();

    for (String state : List.of("a", "b", "a", "c")) {
      feed.publish(state);
      assertThat(queue.poll()).isEqualTo(state);
      assertThat(queue.poll()).isNull();
    }
  }

  @Test
  void shouldKeepTheNewestForASlowReader() {
    FeedQueue<String> queue = feed.queue();

    List.of("a", "b", "c").forEach(feed::publish);

    assertThat(queue).hasSize(1);
    assertThat(queue.poll()).isEqualTo("c");
    assertThat(queue.poll()).isNull();
  }

  @Test
  void shouldSkipAStateThatEqualsTheLast() {
    FeedQueue<String> queue = feed.queue();
    feed.publish("a");
    assertThat(queue.poll()).isEqualTo("a");

    feed.publish(String.valueOf(new char[] {'a'}));

    assertThat(queue.poll()).isNull();
  }

  @Test
  void shouldDeliverNothingIfTheStateIsAgainWhatTheReaderGotLast() {
    FeedQueue<String> slow = feed.queue();
    FeedQueue<String> quick = feed.queue();
    feed.publish("a");
    assertThat(slow.poll()).isEqualTo("a");
    assertThat(quick.poll()).isEqualTo("a");

    feed.publish("b");
    assertThat(quick.poll()).isEqualTo("b");
    feed.publish("a");

    assertThat(slow.poll()).isNull();
    assertThat(quick.poll()).isEqualTo("a");
  }

  @Test
  void shouldCallAReaderWithTheNewestOnly() {
    List<String> called = new ArrayList<>();
    FeedSubscription subscription = feed.subscribe(called::add);

    feed.publish("a");
    feed.publish("b");
    executor.runAll();
    feed.publish("c");
    feed.publish("b");
    executor.runAll();

    assertThat(called).containsExactly("b");
    subscription.close();
  }

  @Test
  void shouldGiveTheLastStateToAReaderThatComesAfterTheEnd() {
    feed.publish("a");
    feed.end();
    feed.publish("b");

    FeedQueue<String> queue = feed.queue();

    assertThat(queue.ended()).isFalse();
    assertThat(queue.poll()).isEqualTo("a");
    assertThat(queue.ended()).isTrue();
  }
}
