package io.rollcall.discovery.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupScheduleTest {
  private static final long MILLI = 1_000_000;
  private static final long REFRESH = 30_000;

  private final LookupSchedule schedule = new LookupSchedule(REFRESH * MILLI);
  private long now = 5_000;

  @Test
  void shouldLookUpAtOnceAndThenRegularly() {
    assertThat(schedule.due()).isLessThan(now * MILLI);
    found(true);
    assertThat(dueIn()).isEqualTo(REFRESH);
    now += REFRESH;
    found(false);
    assertThat(dueIn()).isEqualTo(REFRESH);
  }

  @Test
  void shouldTryAnUnknownHostAfterGrowingPauses() {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      schedule.looking();
      schedule.failed(now * MILLI);
      pauses.add(dueIn());
      now += dueIn();
    }
    assertThat(pauses)
        .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 15_000L);
    assertThat(schedule.failures()).isEqualTo(9);
  }

  @Test
  void shouldLookMoreAndMoreSeldomWhileThatChangesNothing() {
    found(true);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      assertThat(schedule.unreachable()).isTrue();
      assertThat(schedule.unreachable()).isFalse();
      pauses.add(dueIn());
      now += dueIn();
      found(false);
    }
    assertThat(pauses)
        .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L);
    found(true);
    schedule.unreachable();
    assertThat(dueIn()).isEqualTo(250);
  }

  /** However long nothing had changed before. */
  @Test
  void shouldLookUpSoonWhenAConnectionBreaks() {
    lookInVain();
    schedule.unreachable();
    assertThat(dueIn()).isEqualTo(15_000);
    assertThat(schedule.broken(now * MILLI)).isTrue();
    assertThat(dueIn()).isEqualTo(250);
  }

  @Test
  void shouldNotHurryForConnectionsThatBreakAllTheTime() {
    lookInVain();
    int lookups = 0;
    for (long end = now + 150_000; now < end; now += 10) {
      schedule.broken(now * MILLI);
      if (dueIn() <= 0) {
        found(false);
        lookups++;
      }
    }
    assertThat(lookups).isBetween(30, 70);
  }

  /** What goes wrong while a lookup is under way may be newer than what it finds. */
  @Test
  void shouldLookUpAgainForWhatWentWrongMeanwhile() {
    found(true);
    schedule.unreachable();
    schedule.looking();
    schedule.unreachable();
    schedule.found(false, now * MILLI);
    assertThat(dueIn()).isEqualTo(500);
  }

  @Test
  void shouldBeginAnewWithTheFirstFailure() {
    lookInVain();
    schedule.looking();
    schedule.failed(now * MILLI);
    assertThat(dueIn()).isEqualTo(250);
  }

  private void lookInVain() {
    found(true);
    for (int i = 0; i < 10; i++) {
      schedule.unreachable();
      now += dueIn();
      found(false);
    }
  }

  private void found(boolean changed) {
    schedule.looking();
    schedule.found(changed, now * MILLI);
  }

  private long dueIn() {
    return schedule.due() / MILLI - now;
  }
}
