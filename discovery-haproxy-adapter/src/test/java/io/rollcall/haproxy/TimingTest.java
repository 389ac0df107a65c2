package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When to look again, and when a server has had its time. */
class TimingTest {
  private static final long MS = Duration.ofMillis(1).toNanos();

  @Test
  void shouldLookAgainSoonAndThenEverLater() {
    CheckBackoff backoff = new CheckBackoff(Duration.ofMillis(300));

    assertThat(backoff.settledNs()).isEqualTo(300 * MS);
    assertThat(backoff.againNs()).isEqualTo(50 * MS);
    assertThat(backoff.againNs()).isEqualTo(100 * MS);
    assertThat(backoff.againNs()).isEqualTo(200 * MS);
    assertThat(backoff.againNs()).isEqualTo(300 * MS);
    assertThat(backoff.againNs()).isEqualTo(300 * MS);
    backoff.settledNs();
    assertThat(backoff.againNs()).isEqualTo(50 * MS);
  }

  @Test
  void shouldNeverLookLessOftenThanItIsTold() {
    CheckBackoff backoff = new CheckBackoff(Duration.ofMillis(20));

    assertThat(backoff.againNs()).isEqualTo(20 * MS);
    assertThat(backoff.againNs()).isEqualTo(20 * MS);
  }

  @Test
  void shouldCountFromWhenAServerBeganToLeave() {
    DrainTimes drainTimes = new DrainTimes(Duration.ofMillis(100));

    assertThat(drainTimes.overdue(Set.of("a"), 5)).isEmpty();
    assertThat(drainTimes.overdue(Set.of("a", "b"), 5 + 100 * MS - 1)).isEmpty();
    assertThat(drainTimes.overdue(Set.of("a", "b"), 5 + 100 * MS)).containsExactly("a");
  }

  @Test
  void shouldCountAnewForWhoCameBackBetween() {
    DrainTimes drainTimes = new DrainTimes(Duration.ofMillis(100));
    drainTimes.overdue(Set.of("a"), 0);
    drainTimes.overdue(Set.of(), 50 * MS);

    assertThat(drainTimes.overdue(Set.of("a"), 100 * MS)).isEmpty();
    assertThat(drainTimes.overdue(Set.of("a"), 200 * MS)).containsExactly("a");
  }

  @Test
  void shouldGiveNoTimeIfNoneIsGiven() {
    assertThat(new DrainTimes(Duration.ZERO).overdue(Set.of("a"), 7)).containsExactly("a");
  }
}
