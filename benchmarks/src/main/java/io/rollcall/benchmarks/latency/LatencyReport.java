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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of the latencies, their file and their picture. */
public final class LatencyReport {
  private static final String PAST_GRACE = "kill -9, past lossGrace";

  private final Results results;
  private final List<String> baselines;

  /** Of these results; medians are also shown as multiples of those of these systems. */
  public LatencyReport(Results results, String... baselines) {
    this.results = results;
    this.baselines = List.of(baselines);
  }

  /** Adds the kills as they are without the time that Rollcall gives a lost connection. */
  public void addPastGrace() {
    for (String system :
        List.of(
            Systems.ROLLCALL, Systems.ROLLCALL_LAN, Systems.ROLLCALL_LOCAL, Systems.ON_JEROMQ)) {
      long grace = Systems.options(system).lossGrace().toNanos();
      results.put(PAST_GRACE, system, results.of(Kills.KILL, system).minus(grace));
    }
  }

  /** Prints the one and writes the others, {@code target/<file>.json} and {@code .png}. */
  public void print(String file, Arguments counts) throws IOException {
    List<String> heads =
        new ArrayList<>(List.of("event", "system", "count", "median", "p90", "p99", "worst"));
    baselines.forEach(system -> heads.add("median to " + system));
    Table table = new Table(heads.toArray(new String[0]));
    for (String event : results.events()) {
      results.forEach(event, (system, samples) -> table.row(row(event, system, samples)));
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

  private String[] row(String event, String system, Samples samples) {
    List<String> row = new ArrayList<>(List.of(event, system, Table.count(samples)));
    if (samples.size() == 0) {
      row.addAll(List.of("not seen", "", "", ""));
      baselines.forEach(any -> row.add(""));
    } else {
      row.add(Table.millis(samples.median()));
      row.add(Table.millis(samples.percentile(0.9)));
      row.add(Table.millis(samples.percentile(0.99)));
      row.add(Table.millis(samples.worst()));
      baselines.forEach(baseline -> row.add(ratio(event, samples, baseline)));
    }
    return row.toArray(new String[0]);
  }

  private String ratio(String event, Samples samples, String baseline) {
    Map<String, Samples> others = new LinkedHashMap<>();
    results.forEach(event.equals(PAST_GRACE) ? Kills.KILL : event, others::put);
    // Where each member is the first of its process, it is compared with others of which that
    // holds.
    String first = baseline + "-first";
    Samples base = others.get(others.containsKey(first) ? first : baseline);
    return base == null || base.size() == 0 ? "" : Table.ratio(samples.median(), base.median());
  }
}
