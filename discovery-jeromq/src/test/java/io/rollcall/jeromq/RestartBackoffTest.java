package io.rollcall.jeromq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
  private static final long MILLI = 1_000_000;

  private final RestartBackoff restarts = new RestartBackoff();

  @Test
  void shouldOpenAtOnceAndThenAfterGrowingPauses() {
    List<Long> pauses = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 10; i++) {
      restarts.failed(now);
      pauses.add((restarts.due() - now) / MILLI);
      now = restarts.due();
      restarts.opening(now);
      assertThat(restarts.due()).isEqualTo(Long.MAX_VALUE);
    }
    assertThat(pauses)
        .containsExactly(0L, 50L, 100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
  }

  @Test
  void shouldOpenAtOnceWhereThoseBeforeHaveStood() {
    restarts.failed(0);
    restarts.opening(0);
    restarts.failed(MILLI);
    restarts.opening(51 * MILLI);
    restarts.failed(11_000 * MILLI);
    assertThat(restarts.due()).isEqualTo(11_000 * MILLI);
  }
}
