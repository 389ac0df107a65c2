package io.rollcall.benchmarks.joins;

import io.rollcall.benchmarks.report.Chart;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clients that join one after the other, each closed before the next. For one thread. */
public final class InTurn {
  private static final String EVENT = "joins in a row";
  private static final String CURED = "Rollcall's client";
  private static final String BARE = "bare DEALER, no cure";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Results results;

  /** Adds to these. */
  public InTurn(Results results) {
    this.results = results;
  }

  /** Runs so many of both. */
  public void run(Children children, String urlServer, int warmup, int joins)
      throws InterruptedException {
    List<String> args = List.of(urlServer, Integer.toString(warmup), Integer.toString(joins));
    Child clients = children.start("clients", Children.MEASURED, InTurnRole.class, args);
    // Without the cure a warm-up may take long, too.
    Duration warm = PATIENCE.plusSeconds(warmup);
    for (int i = 0; i < joins; i++) {
      Line join = clients.expect("join", i == 0 ? warm : PATIENCE);
      add(results.of(EVENT, CURED), join.number(1));
      add(results.of(EVENT, BARE), join.number(2));
      if ((i + 1) % 500 == 0) {
        System.err.println(i + 1 + " of " + joins + " joined");
      }
    }
    children.end(clients);
  }

  /** What came out. */
  public Table table() {
    Table table =
        new Table(
            "joins in a row", "count", "median", "p99", "p99.9", "worst", "> 50 ms", "> 500 ms");
    results.forEach(
        EVENT,
        (system, samples) ->
            table.row(
                system,
                Table.count(samples),
                Table.millis(samples.median()),
                Table.millis(samples.percentile(0.99)),
                Table.millis(samples.percentile(0.999)),
                Table.millis(samples.worst()),
                Integer.toString(samples.over(50_000_000) + samples.missing()),
                Integer.toString(samples.over(500_000_000) + samples.missing())));
    return table;
  }

  /** What came out, in milliseconds. */
  public Chart chart() {
    Map<String, Map<String, Double>> values = new LinkedHashMap<>();
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("median", 0.5);
    shares.put("p99", 0.99);
    shares.put("p99.9", 0.999);
    shares.put("worst", 1.0);
    shares.forEach(
        (title, share) -> {
          Map<String, Double> bySystem = new LinkedHashMap<>();
          results.forEach(
              EVENT, (system, samples) -> bySystem.put(system, samples.percentile(share) / 1e6));
          values.put(title, bySystem);
        });
    return Chart.bars("From a client's start until it has joined", "milliseconds", values);
  }

  private static void add(Samples samples, long nanos) {
    if (nanos < 0) {
      samples.miss();
    } else {
      samples.add(nanos);
    }
  }
}
