package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.FeedSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Callbacks that throw. */
class ThrowingReaderTest {
  private final ByHand executor = new ByHand();
  private final StateFeed<String> feed = new StateFeed<>("letters", executor);
  private final List<String> called = new ArrayList<>();

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("on purpose"),
        new AssertionError("on purpose"),
        new StackOverflowError("on purpose"),
        new InterruptedException("on purpose"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void shouldGoOnAndLogOnce(Throwable thrown) {
    FeedSubscription subscription =
        feed.subscribe(
            letter -> {
              called.add(letter);
              ThrowingReaderTest.<RuntimeException>sneak(thrown);
            });
    FeedQueue<String> other = feed.queue();
    try (Logged logged = new Logged()) {
      for (String letter : List.of("a", "b", "c")) {
        feed.publish(letter);
        executor.runAll();
        assertThat(other.poll()).isEqualTo(letter);
      }

      assertThat(called).containsExactly("a", "b", "c");
      assertThat(logged.count("a reader of letters threw")).isEqualTo(1);
      assertThat(logged.count(thrown.getClass().getName() + ": on purpose")).isEqualTo(1);
    }
    subscription.close();
  }

  @Test
  void shouldGoOnEvenIfWhatItThrowsCanNotBeLogged() {
    FeedSubscription subscription =
        feed.subscribe(
            letter -> {
              called.add(letter);
              throw new Unprintable();
            });
    feed.publish("a");
    try (Logged logged = new Logged()) {
      assertThatIllegalStateException().isThrownBy(executor::runAll);
      feed.publish("b");
      executor.runAll();

      assertThat(logged.count("threw")).isLessThanOrEqualTo(1);
    }

    assertThat(called).containsExactly("a", "b");
    subscription.close();
  }

  @Test
  void shouldGoOnWithWhatCameWhileItThrewWhatCanNotBeLogged() {
    FeedSubscription subscription =
        feed.subscribe(
            letter -> {
              called.add(letter);
              feed.publish("b");
              throw new Unprintable();
            });
    feed.publish("a");
    try (Logged logged = new Logged()) {
      assertThatIllegalStateException().isThrownBy(executor::runAll);
      executor.runAll();

      assertThat(logged.count("threw")).isLessThanOrEqualTo(1);
    }

    assertThat(called).containsExactly("a", "b");
    subscription.close();
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }
}
