package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Chart;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of the latencies, their file and their picture. */
public final class LatencyReport {
  private static final String PAST_GRACE = "kill -9, past lossGrace";

  private final Results results;
  private final String baseline;

  /** Of these results; medians are also shown as a multiple of this system's. */
  public LatencyReport(Results results, String baseline) {
    this.results = results;
    this.baseline = baseline;
  }

  /** Adds the kills as they are without the time that Rollcall gives a lost connection. */
  public void addPastGrace() {
    for (String system : List.of(Systems.ROLLCALL, Systems.ROLLCALL_LAN, Systems.ROLLCALL_LOCAL)) {
      long grace = Systems.options(system).lossGrace().toNanos();
      results.put(PAST_GRACE, system, results.of(Kills.KILL, system).minus(grace));
    }
  }

  /** Prints the one and writes the others, {@code target/<file>.json} and {@code .png}. */
  public void print(String file, Arguments counts) throws IOException {
    Table table =
        new Table(
            "event", "system", "count", "median", "p90", "p99", "worst", "median to " + baseline);
    for (String event : results.events()) {
      Samples base = results.of(event.equals(PAST_GRACE) ? Kills.KILL : event, baseline);
      results.forEach(event, (system, samples) -> row(table, event, system, samples, base));
    }
    Map<String, Object> facts = Machine.facts(Children.MEASURED, counts);
    System.out.println();
    System.out.println("Until an observer in another process sees it, in milliseconds.");
    System.out.println();
    System.out.println(table);
    System.out.println(Machine.sentence(facts));
    Map<String, Object> json = new LinkedHashMap<>(facts);
    json.put("results", results.toJson());
    System.err.println("written: " + Json.write(file, json));
    System.err.println("written: " + chart().write(file));
  }

  private Chart chart() {
    Map<String, Map<String, Double>> medians = new LinkedHashMap<>(results.medians(1e6));
    medians.remove(PAST_GRACE);
    return Chart.bars(
        "Until an observer in another process sees it: medians", "milliseconds", medians);
  }

  private static void row(Table table, String event, String system, Samples samples, Samples base) {
    String count = Table.count(samples);
    if (samples.size() == 0) {
      table.row(event, system, count, "not seen", "", "", "", "");
      return;
    }
    table.row(
        event,
        system,
        count,
        Table.millis(samples.median()),
        Table.millis(samples.percentile(0.9)),
        Table.millis(samples.percentile(0.99)),
        Table.millis(samples.worst()),
        base.size() == 0 ? "" : Table.ratio(samples.median(), base.median()));
  }
}
