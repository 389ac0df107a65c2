package io.rollcall.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.processes.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guarantees under faults drawn from seeds. {@code -Drollcall.schedules=N} runs more of them,
 * {@code -Drollcall.seed=S} that one alone, {@code -Drollcall.seed=fresh} those from a drawn one
 * on.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulatedWorldTest {
  private static final int SCHEDULES = 1_500;
  private static final int MORE_SCHEDULES = 5_000;

  /** With extras. */
  private static final int VARIED = 300;

  private static final int MORE_VARIED = 2_000;

  @Test
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesInEverySchedule() {
    Schedules.assertGuarantees(
        Carrier.FRAMES, Seed.orElse(1), Integer.getInteger("rollcall.schedules", SCHEDULES));
  }

  @Test
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesWithKeysLimitsGuestsAndPresets() {
    Schedules.assertGuarantees(
        Carrier.VARIED, Seed.orElse(1), Integer.getInteger("rollcall.schedules", VARIED));
  }

  @Test
  @Tag("long")
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesWithKeysLimitsGuestsAndPresetsInManyMoreSchedules() {
    Schedules.assertGuarantees(
        Carrier.VARIED,
        Seed.orElse(VARIED + 1),
        Integer.getInteger("rollcall.schedules", MORE_VARIED));
  }

  @Test
  @Tag("long")
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesInManyMoreSchedules() {
    Schedules.assertGuarantees(
        Carrier.FRAMES,
        Seed.orElse(SCHEDULES + 1),
        Integer.getInteger("rollcall.schedules", MORE_SCHEDULES));
  }

  @Test
  @EnabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesInThisSchedule() {
    System.out.println(Schedule.run(Long.getLong("rollcall.seed")));
    System.out.println(Schedule.run(Long.getLong("rollcall.seed"), Carrier.VARIED));
  }

  /** Schedules with extras that broke a guarantee once, and lie beyond those of each build. */
  @ParameterizedTest
  @ValueSource(longs = {3_456, 101_650, 200_028})
  void shouldKeepTheGuaranteesWhereTheyWereBroken(long seed) {
    assertThat(Schedule.run(seed, Carrier.VARIED).steps())
        .isGreaterThanOrEqualTo(Schedule.LEAST_STEPS);
  }

  @Test
  void shouldGiveTheSameRunForTheSameSeed() {
    assertThat(Schedule.run(7)).isEqualTo(Schedule.run(7));
  }
}
