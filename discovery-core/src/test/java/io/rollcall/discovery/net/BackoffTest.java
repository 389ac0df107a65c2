package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long MS = 1_000_000;

  private final Backoff backoff =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), new Random(7));

  @Test
  void shouldDoubleUpToTheMost() {
    for (long most : new long[] {10, 20, 40, 80, 100, 100}) {
      assertThat(backoff.next(0)).isBetween(most * MS / 2, most * MS);
    }
  }

  @Test
  void shouldStartAgainAfterASuccessThatLasted() {
    grow();
    backoff.connected(0);

    assertThat(backoff.next(100 * MS)).isLessThanOrEqualTo(10 * MS);
  }

  @Test
  void shouldNotStartAgainAfterOneThatDidNotLast() {
    grow();
    backoff.connected(0);

    assertThat(backoff.next(99 * MS)).isGreaterThanOrEqualTo(50 * MS);
  }

  @Test
  void shouldSpreadThoseWhoLostTogether() {
    Backoff other = new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), new Random(8));

    assertThat(backoff.next(0)).isNotEqualTo(other.next(0));
  }

  @Test
  void shouldWaitAlikeButForALittleJitter() {
    Backoff steady = Backoff.every(Duration.ofMillis(100), new Random(7));

    for (int i = 0; i < 1_000; i++) {
      assertThat(steady.next(0)).isBetween(80 * MS, 100 * MS);
    }
    assertThat(steady.next(0)).isNotEqualTo(steady.next(0));
  }

  @Test
  void shouldRefuseALeastAboveTheMost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), new Random(1)))
        .withMessage("backoff least is PT2S; it must be above zero and at most PT1S");
  }

  private void grow() {
    for (int i = 0; i < 5; i++) {
      assertThat(backoff.next(0)).isPositive();
    }
  }
}
