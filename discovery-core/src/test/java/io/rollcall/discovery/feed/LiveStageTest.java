package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.FeedClosedException;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.spi.Changes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@code Membership.live()}. */
class LiveStageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LiveMembership membership =
      new LiveMembership(Options.defaults().withExecutor(Runnable::run));

  @Test
  void shouldCompleteWithTheRosterThatIsLive() {
    CompletableFuture<Roster> live = membership.live().toCompletableFuture();
    membership.publish(State.SYNCING);
    membership.publish(Changes.joiningAll(roster("a")));
    membership.publish(State.STALE);
    assertThat(live).isNotDone();

    membership.publish(State.LIVE);

    assertThat(live).succeedsWithin(PATIENCE).isEqualTo(roster("a"));
  }

  @Test
  void shouldBeCompleteWhereItIsLiveAlready() {
    membership.publish(Changes.joiningAll(roster("a")));
    membership.publish(State.LIVE);

    assertThat(membership.live().toCompletableFuture()).succeedsWithin(PATIENCE);
    assertThat(membership.ofType("none").live().toCompletableFuture())
        .succeedsWithin(PATIENCE)
        .extracting(Roster::members)
        .isEqualTo(List.of());
  }

  @Test
  void shouldFailWhereItIsClosedBefore() {
    CompletableFuture<Roster> live = membership.live().toCompletableFuture();

    membership.end();

    assertThat(live)
        .failsWithin(PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(FeedClosedException.class);
  }

  @Test
  void shouldEndItsReadingWhenItIsCancelled() {
    AtomicInteger readers = new AtomicInteger();
    LiveMembership watched =
        membership.another(
            new ReaderListener() {
              @Override
              public void added() {
                readers.incrementAndGet();
              }

              @Override
              public void removed() {
                readers.decrementAndGet();
              }
            });
    CompletableFuture<Roster> live = watched.live().toCompletableFuture();
    assertThat(readers).hasPositiveValue();

    live.cancel(false);

    assertThat(readers).hasValue(0);
  }

  @Test
  void shouldWaitForAnItemByADuration() throws InterruptedException {
    membership.publish(State.LIVE);
    try (var states = membership.states().queue()) {
      assertThat(states.poll(Duration.ZERO)).isEqualTo(State.LIVE);
      assertThat(states.poll(Duration.ofNanos(1))).isNull();
      membership.end();
      assertThat(states.poll(Duration.ofSeconds(Long.MAX_VALUE))).isNull();
      assertThat(states.poll(1, TimeUnit.DAYS)).isNull();
    }
  }

  private static Roster roster(String... names) {
    return Roster.of(List.of(names).stream().map(Member::named).toList(), 1);
  }
}
