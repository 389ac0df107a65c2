package io.rollcall.benchmarks.scale;

import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.benchmarks.thin.Event;
import io.rollcall.benchmarks.thin.Tally;
import java.util.List;
import java.util.Locale;

/** The tables of what grows with the number of members and subscribers. For one thread. */
public final class ScaleReport {
  private static final double MEGA = 1024 * 1024;

  private final Table times =
      new Table(
          "members, and subscribers",
          "of",
          "in: members, s",
          "bare",
          "in: subscribers, s",
          "bare",
          "survey round, ms",
          "bare",
          "ratio",
          "with subscribers",
          "join to the last subscriber, ms",
          "bare",
          "ratio");
  private final Table costs =
      new Table(
          "server at rest",
          "of",
          "CPU without subscribers, %",
          "CPU with them, %",
          "CPU of a round, ms",
          "bare",
          "CPU of a pulse, ms",
          "bare",
          "heap, MB",
          "direct memory, MB",
          "RSS, MB",
          "descriptors",
          "threads");
  private final Table octets =
      new Table(
          "members, and subscribers",
          "of",
          "octets to a subscriber for a join and its goodbye",
          "for a pulse",
          "for a snapshot",
          "at rest, s",
          "rounds that all answered",
          "removed",
          "gaps",
          "connections lost",
          "given up while joining");

  /** Adds a size. */
  public void add(SizeResult result) {
    times.row(
        Integer.toString(result.size),
        result.system,
        seconds(result.membersIn),
        seconds(result.bareMembersIn),
        seconds(result.subscribersIn),
        seconds(result.bareSubscribersIn),
        median(result.roundsAlone),
        median(result.bareRounds),
        ratio(result.roundsAlone, result.bareRounds),
        median(result.rounds),
        median(result.joins),
        median(result.bareJoins),
        ratio(result.joins, result.bareJoins));
    Cost cost = result.all;
    costs.row(
        Integer.toString(result.size),
        result.system,
        number("%.1f", result.membersOnly.cpuPercent()),
        number("%.1f", cost.cpuPercent()),
        number("%.2f", result.cpuOfRound() / 1e6),
        number("%.2f", result.bareCpuOfRound / 1e6),
        number("%.2f", result.cpuOfPulse() / 1e6),
        number("%.2f", result.bareCpuOfJoin / 1e6),
        number("%.1f", cost.heap() / MEGA),
        number("%.1f", cost.direct() / MEGA),
        number("%.0f", cost.resident() / MEGA),
        number("%.0f", cost.descriptors()),
        number("%.0f", cost.threads()));
    Tally rest = result.subscribersAtRest;
    octets.row(
        Integer.toString(result.size),
        result.system,
        each(result.atJoins.of(Event.CHANGE_OCTETS), result.atJoins.of(Event.PRESENT)),
        each(rest.of(Event.PULSE_OCTETS), rest.of(Event.PULSE)),
        each(result.snapshots.of(Event.SNAPSHOT_OCTETS), result.snapshots.of(Event.SNAPSHOT)),
        Integer.toString(result.restSeconds),
        Integer.toString(result.rounds.size()),
        Long.toString(result.removed),
        Long.toString(rest.of(Event.GAP)),
        Long.toString(rest.of(Event.LOST) + result.membersAtRest.of(Event.LOST)),
        Long.toString(result.givenUp()));
  }

  @Override
  public String toString() {
    return String.join("\n", List.of(times.toString(), costs.toString(), octets.toString()));
  }

  private static String seconds(long nanos) {
    return number("%.2f", nanos / 1e9);
  }

  private static String median(Samples samples) {
    return samples.size() == 0 ? "none" : Table.millis(samples.median());
  }

  private static String ratio(Samples one, Samples other) {
    return one.size() == 0 || other.size() == 0 ? "" : Table.ratio(one.median(), other.median());
  }

  private static String each(long all, long many) {
    return many == 0 ? "none" : number("%.0f", (double) all / many);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
