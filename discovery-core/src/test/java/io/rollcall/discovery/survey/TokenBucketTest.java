package io.rollcall.discovery.survey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  private final TokenBucket allowance = new TokenBucket(2, 3, 0);

  @Test
  void shouldGiveSoManyAtOnceAndThenSoManyInASecond() {
    assertThat(taken(5, 0)).isEqualTo(3);
    assertThat(taken(5, SECOND / 2 - 1)).isZero();
    assertThat(taken(5, SECOND / 2)).isEqualTo(1);
    assertThat(taken(5, 3 * SECOND / 2)).isEqualTo(2);
  }

  @Test
  void shouldSaveNoMoreThanMayComeAtOnce() {
    assertThat(taken(1, 0)).isEqualTo(1);
    assertThat(taken(9, 60 * SECOND)).isEqualTo(3);
  }

  private int taken(int tries, long now) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += allowance.take(now) ? 1 : 0;
    }
    return taken;
  }
}
