package io.rollcall.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Many schedules, and what they were good for. */
final class Schedules {
  /** From so many on they have to leave nothing out, whatever their seeds are. */
  private static final int MANY = 100;

  private Schedules() {}

  /** Runs so many from this seed on; all keep the guarantees, and many together try each fault. */
  static void assertGuarantees(Carrier carrier, long first, int schedules) {
    List<Schedule.Report> reports =
        LongStream.range(first, first + schedules)
            .parallel()
            .mapToObj(seed -> Schedule.run(seed, carrier))
            .toList();

    Map<Fault, Integer> schedulesWith = new EnumMap<>(Fault.class);
    Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    for (Schedule.Report report : reports) {
      report.faults().keySet().forEach(kind -> schedulesWith.merge(kind, 1, Integer::sum));
      report.faults().forEach((kind, times) -> injected.merge(kind, times, Integer::sum));
    }
    System.out.printf(
        "simulated world of %s: %d schedules, %d steps, at least %d each%n",
        carrier,
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
    assertThat(reports).allMatch(report -> report.steps() >= Schedule.LEAST_STEPS);
    assertThat(carrier.faults()).containsAll(schedulesWith.keySet());
    if (schedules >= MANY) {
      assertThat(checks)
          .containsOnlyKeys(carrier.checks())
          .allSatisfy((kind, count) -> assertThat(count).isGreaterThanOrEqualTo(schedules / 10));
      assertThat(reports.stream().map(Schedule.Report::servers).distinct())
          .hasSize(Schedule.MOST_SERVERS);
      assertThat(schedulesWith.keySet()).containsExactlyElementsOf(carrier.faults());
      assertThat(schedulesWith.values())
          .allSatisfy(
              count ->
                  assertThat(count)
                      .isGreaterThanOrEqualTo(schedules / carrier.schedulesPerFault()));
    }
  }
}
