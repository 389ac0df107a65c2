package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.latency.JoinsAndLeaves;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Chart;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of the ways to wait, the best of them, their file and their picture. */
public final class WaitingReport {
  private static final List<String> EVENTS =
      List.of(JoinsAndLeaves.JOIN, JoinsAndLeaves.LEAVE, Requests.SNAPSHOT, Requests.COMMAND);
  private static final List<Double> SHARES = List.of(0.5, 0.9);

  /** More than this at rest, and a strategy is not the best however quick it is. */
  private static final double MOST_IDLE_PERCENT = 0.5;

  private WaitingReport() {}

  /** Prints the ones and writes the others. */
  public static void print(Results results, Map<String, Double> idle, Arguments counts)
      throws IOException {
    Table table =
        new Table(
            "the hub's thread waits by",
            "join",
            "leave",
            EVENTS.get(2),
            EVENTS.get(3),
            "idle CPU, %",
            "score");
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Strategy strategy : Strategy.values()) {
      String system = strategy.system();
      double score = score(results, system);
      scores.put(system, score);
      List<String> cells = EVENTS.stream().map(event -> cell(results.of(event, system))).toList();
      table.row(
          strategy.title(),
          cells.get(0),
          cells.get(1),
          cells.get(2),
          cells.get(3),
          number(idle.getOrDefault(system, Double.NaN)),
          number(score));
    }
    Map<String, Object> facts = Machine.facts(Children.MEASURED, counts);
    System.out.println("\nMedian / p90 / p99 in microseconds.\n");
    System.out.println(table);
    System.out.println(
        "Score: the geometric mean, over the medians and the p90 of all four, of the ratio to the"
            + " best; 1 is the best there can be.\n");
    System.out.println("Best all-round: " + best(scores, idle) + ".\n");
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", results.toJson());
    file.put("idle_cpu_percent", idle);
    file.put("scores", scores);
    System.err.println("written: " + Json.write("waiting", file));
    System.err.println("written: " + chart(results).write("waiting"));
  }

  private static Chart chart(Results results) {
    Map<String, Map<String, Double>> medians = new LinkedHashMap<>();
    results
        .medians(1e3)
        .forEach(
            (event, ofEvent) -> {
              Map<String, Double> byStrategy = new LinkedHashMap<>();
              for (Strategy strategy : Strategy.values()) {
                Double median = ofEvent.get(strategy.system());
                if (median != null) {
                  byStrategy.put(strategy.caption(), median);
                }
              }
              medians.put(event.replaceFirst(" .*", ""), byStrategy);
            });
    return Chart.bars("Ways in which a hub's thread can wait: medians", "microseconds", medians);
  }

  private static String best(Map<String, Double> scores, Map<String, Double> idle) {
    return List.of(Strategy.values()).stream()
        .filter(each -> idle.getOrDefault(each.system(), 0.0) <= MOST_IDLE_PERCENT)
        .min(Comparator.comparing(each -> scores.getOrDefault(each.system(), Double.MAX_VALUE)))
        .map(
            each ->
                "%s, score %s"
                    .formatted(
                        each.title(), number(scores.getOrDefault(each.system(), Double.NaN))))
        .orElse("none, all of them use CPU at rest");
  }

  private static double score(Results results, String system) {
    double logs = 0;
    for (String event : EVENTS) {
      for (double share : SHARES) {
        long least = Long.MAX_VALUE;
        for (Strategy other : Strategy.values()) {
          least = Math.min(least, results.of(event, other.system()).percentile(share));
        }
        logs += Math.log((double) results.of(event, system).percentile(share) / least);
      }
    }
    return Math.exp(logs / (EVENTS.size() * SHARES.size()));
  }

  private static String cell(Samples samples) {
    return String.join(
        " / ",
        Table.micros(samples.median()),
        Table.micros(samples.percentile(0.9)),
        Table.micros(samples.percentile(0.99)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
