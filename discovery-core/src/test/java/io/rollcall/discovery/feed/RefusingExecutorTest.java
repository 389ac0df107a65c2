package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.FeedSubscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An executor that takes no task. */
class RefusingExecutorTest {
  private final Deque<Throwable> refusals = new ArrayDeque<>();
  private final StateFeed<String> feed = new StateFeed<>("letters", this::execute);
  private final List<String> called = new ArrayList<>();

  static Stream<Throwable> refusals() {
    return Stream.of(
        new RejectedExecutionException("on purpose"),
        new IllegalStateException("on purpose"),
        new OutOfMemoryError("unable to create native thread"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void shouldLoseTheReaderAndNeitherWhoPublishesNorOtherReaders(Throwable refusal) {
    FeedSubscription refused = feed.subscribe(called::add);
    FeedSubscription taken = feed.subscribe(letter -> called.add("other " + letter));
    FeedQueue<String> queue = feed.queue();
    refusals.add(refusal);
    try (Logged logged = new Logged()) {
      feed.publish("a");
      feed.publish("b");

      assertThat(logged.count("a reader of letters is dropped")).isEqualTo(1);
    }

    assertThat(called).containsExactly("other a", "other b");
    assertThat(queue.poll()).isEqualTo("b");
    refused.close();
    taken.close();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void shouldLoseAReaderThatSubscribesWithoutAnException(Throwable refusal) {
    feed.publish("a");
    refusals.add(refusal);
    try (Logged logged = new Logged()) {
      FeedSubscription refused = feed.subscribe(called::add);
      feed.publish("b");
      feed.end();
      refused.close();

      assertThat(logged.count("is dropped")).isEqualTo(1);
    }

    assertThat(called).isEmpty();
  }

  /** Refuses as often as it is told to, then runs each task at once. */
  private void execute(Runnable task) {
    Throwable refusal = refusals.poll();
    if (refusal instanceof Error error) {
      throw error;
    }
    if (refusal instanceof RuntimeException exception) {
      throw exception;
    }
    task.run();
  }
}
