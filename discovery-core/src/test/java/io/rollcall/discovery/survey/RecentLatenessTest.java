package io.rollcall.discovery.survey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The histogram of how late ticks were. Times are nanoseconds. */
class RecentLatenessTest {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private final RecentLateness lateness = new RecentLateness();

  @Test
  void shouldBeNothingBeforeTheFirstTick() {
    assertThat(lateness.quantile(0.5)).isZero();
    assertThat(lateness.quantile(0.99)).isZero();
    assertThat(lateness.max()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {8_192, 10_000, 10_240, 65_535, MILLISECOND, 3 * MILLISECOND, SECOND, 90 * SECOND})
  void shouldTellATimeByNoMoreThanAQuarterTooMuch(long late) {
    tick(late, 0);
    tick(200 * SECOND, 0);

    assertThat(lateness.quantile(0.5)).isBetween(late, late + late / 4);
  }

  @Test
  void shouldTellTheMedianTheHighestHundredthAndTheMaximumApart() {
    for (int i = 1; i <= 1_000; i++) {
      tick(i * MILLISECOND, 0);
    }

    assertThat(lateness.quantile(0.5)).isBetween(500 * MILLISECOND, 625 * MILLISECOND);
    assertThat(lateness.quantile(0.99)).isBetween(990 * MILLISECOND, 1_000 * MILLISECOND);
    assertThat(lateness.max()).isEqualTo(1_000 * MILLISECOND);
  }

  @Test
  void shouldNotTellAQuantileAboveTheMaximum() {
    tick(10_000, 0);

    assertThat(lateness.quantile(0.5)).isEqualTo(10_000);
  }

  @Test
  void shouldKeepWhatIsBeyondTheLastBucket() {
    tick(Long.MAX_VALUE, 0);

    assertThat(lateness.quantile(0.5)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldForgetAfterAMinute() {
    tick(SECOND, 0);
    for (int second = 1; second < 60; second++) {
      tick(0, second * SECOND);
      assertThat(lateness.max()).as("after %d s", second).isEqualTo(SECOND);
    }
    tick(0, 60 * SECOND);

    assertThat(lateness.max()).isZero();
    assertThat(lateness.quantile(1)).isLessThanOrEqualTo(8_192);
  }

  @Test
  void shouldForgetEachTickAtItsOwnTime() {
    tick(2 * SECOND, 10 * SECOND);
    tick(SECOND, 40 * SECOND);
    assertThat(lateness.max()).isEqualTo(2 * SECOND);

    tick(0, 70 * SECOND);
    assertThat(lateness.max()).isEqualTo(SECOND);
    tick(0, 100 * SECOND);
    assertThat(lateness.max()).isZero();
  }

  @Test
  void shouldForgetAllAfterALongSilence() {
    tick(SECOND, 59 * SECOND);
    tick(MILLISECOND, 3_600 * SECOND);

    assertThat(lateness.max()).isEqualTo(MILLISECOND);
  }

  /** Whoever was stopped reads first and ticks then, perhaps in time. */
  @Test
  void shouldTakeTheLatestCallSinceTheTickBefore() {
    lateness.called(SECOND);
    tick(MILLISECOND, 0);
    assertThat(lateness.max()).isEqualTo(SECOND);

    tick(MILLISECOND, 60 * SECOND);
    assertThat(lateness.max()).isEqualTo(MILLISECOND);
  }

  @Test
  void shouldNotCountATickThatCameBeforeItWasDue() {
    for (int i = 0; i < 10; i++) {
      tick(-SECOND, 0);
    }
    tick(SECOND, 0);

    assertThat(lateness.quantile(0.01)).isEqualTo(SECOND);
  }

  private void tick(long late, long now) {
    lateness.called(late);
    lateness.ticked(now);
  }
}
