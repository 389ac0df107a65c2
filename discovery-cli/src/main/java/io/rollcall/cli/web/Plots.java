package io.rollcall.cli.web;

import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Metric;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The numbers that the page draws: those of its list that a handle has. A counter is drawn as what
 * it grew by in the last minute. Not thread-safe.
 */
final class Plots {
  private static final long MINUTE = 60_000;

  /** One that may be drawn, if there is a metric of this name. */
  private record Kind(String metric, String label, String unit, double factor) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("subscribers", "Subscribers", "", 1),
          new Kind("rounds", "Rounds", "a minute", 1),
          new Kind("void.rounds", "Void rounds", "a minute", 1),
          new Kind("lateness.max", "Highest lateness", "ms", 1000),
          new Kind("misses", "Missed answers", "a minute", 1),
          new Kind("late.answers", "Late answers", "a minute", 1),
          new Kind("snapshots", "Snapshots", "a minute", 1),
          new Kind("resyncs", "Resyncs", "a minute", 1),
          new Kind("reconnects", "Reconnects", "a minute", 1));

  private record Plot(Kind kind, boolean grows, DoubleSupplier value) {}

  /** What the counters were. */
  private record Reading(long at, List<Double> values) {}

  private final List<Plot> plots = new ArrayList<>();
  private final Deque<Reading> lastMinute = new ArrayDeque<>();

  Plots(Membership membership, List<Metric> metrics) {
    plots.add(
        new Plot(
            new Kind("members", "Members", "", 1),
            false,
            () -> membership.roster().members().size()));
    for (Kind kind : KINDS) {
      List<Metric> named = metrics.stream().filter(m -> m.name().equals(kind.metric)).toList();
      if (!named.isEmpty()) {
        plots.add(
            new Plot(
                kind,
                named.get(0).kind() == Metric.Kind.COUNTER,
                () -> named.stream().mapToDouble(m -> m.value().getAsDouble()).sum()));
      }
    }
  }

  /** What each is called. */
  List<Map<String, Object>> names() {
    return plots.stream()
        .map(each -> Map.<String, Object>of("label", each.kind.label, "unit", each.kind.unit))
        .toList();
  }

  /** The time and each plot's value, as JSON. */
  String point(long now) {
    List<Double> values = plots.stream().map(each -> each.value.getAsDouble()).toList();
    lastMinute.add(new Reading(now, values));
    while (lastMinute.element().at < now - MINUTE && lastMinute.size() > 1) {
      lastMinute.remove();
    }
    List<String> numbers = new ArrayList<>(List.of(String.valueOf(now)));
    for (int i = 0; i < values.size(); i++) {
      Plot plot = plots.get(i);
      double before = plot.grows ? lastMinute.element().values.get(i) : 0;
      numbers.add(number((values.get(i) - before) * plot.kind.factor));
    }
    return "[" + String.join(",", numbers) + "]";
  }

  /** To a hundredth; JSON has no NaN. */
  private static String number(double value) {
    return Double.isFinite(value) ? String.valueOf(Math.round(value * 100) / 100.0) : "0";
  }
}
