package io.rollcall.discovery.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.processes.Seed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The guarantees under faults drawn from seeds. {@code -Drollcall.schedules=N} runs more of them,
 * {@code -Drollcall.seed=S} that one alone, {@code -Drollcall.seed=fresh} those from a drawn one
 * on.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulatedWorldTest {
  private static final int SCHEDULES = 1_500;
  private static final int MORE_SCHEDULES = 5_000;

  @Test
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesInEverySchedule() {
    assertGuarantees(Seed.orElse(1), Integer.getInteger("rollcall.schedules", SCHEDULES));
  }

  @Test
  @Tag("long")
  @DisabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesInManyMoreSchedules() {
    assertGuarantees(
        Seed.orElse(SCHEDULES + 1), Integer.getInteger("rollcall.schedules", MORE_SCHEDULES));
  }

  private static void assertGuarantees(long first, int schedules) {
    List<Schedule.Report> reports =
        LongStream.range(first, first + schedules).parallel().mapToObj(Schedule::run).toList();

    Map<Fault, Integer> schedulesWith = new EnumMap<>(Fault.class);
    Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    for (Schedule.Report report : reports) {
      report.faults().keySet().forEach(kind -> schedulesWith.merge(kind, 1, Integer::sum));
      report.faults().forEach((kind, times) -> injected.merge(kind, times, Integer::sum));
    }
    System.out.printf(
        "simulated world: %d schedules, %d steps, at least %d each%n",
        reports.size(),
        reports.stream().mapToLong(Schedule.Report::steps).sum(),
        reports.stream().mapToLong(Schedule.Report::steps).min().orElseThrow());
    injected.forEach(
        (kind, times) ->
            System.out.printf(
                "  %-12s %6d times, in %5d schedules%n", kind, times, schedulesWith.get(kind)));
    Map<Check, Long> checks = new EnumMap<>(Check.class);
    reports.forEach(each -> each.checks().forEach((kind, n) -> checks.merge(kind, n, Long::sum)));
    System.out.printf("  in the storms, with nothing to excuse it: %s%n", checks);
    assertThat(checks)
        .containsOnlyKeys(Check.values())
        .allSatisfy((kind, count) -> assertThat(count).isGreaterThanOrEqualTo(schedules / 10));
    assertThat(reports).allMatch(report -> report.steps() >= Schedule.LEAST_STEPS);
    assertThat(reports.stream().map(Schedule.Report::servers).distinct())
        .hasSize(Schedule.MOST_SERVERS);
    assertThat(schedulesWith)
        .containsOnlyKeys(Fault.values())
        .allSatisfy((kind, count) -> assertThat(count).isGreaterThanOrEqualTo(schedules / 5));
  }

  @Test
  @EnabledIfSystemProperty(named = "rollcall.seed", matches = "[0-9]+")
  void shouldKeepTheGuaranteesInThisSchedule() {
    System.out.println(Schedule.run(Long.getLong("rollcall.seed")));
  }

  @Test
  void shouldGiveTheSameRunForTheSameSeed() {
    assertThat(Schedule.run(7)).isEqualTo(Schedule.run(7));
  }
}
