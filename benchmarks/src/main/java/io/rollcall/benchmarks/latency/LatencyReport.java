package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Arguments;
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

/** The table of the latencies, and their file. */
public final class LatencyReport {
  private static final String PAST_GRACE = "kill -9, past lossGrace";

  private LatencyReport() {}

  /** Prints the one and writes the other. */
  public static void print(Results results, Arguments counts) throws IOException {
    for (String system : List.of(Systems.ROLLCALL, Systems.ROLLCALL_LAN, Systems.ROLLCALL_LOCAL)) {
      long grace = Systems.options(system).lossGrace().toNanos();
      results.put(PAST_GRACE, system, results.of(Kills.KILL, system).minus(grace));
    }
    Table table =
        new Table(
            "event", "system", "count", "median", "p90", "p99", "worst", "median to JeroMQ's");
    for (String event : results.events()) {
      Samples jeromq = results.of(event.equals(PAST_GRACE) ? Kills.KILL : event, Systems.JEROMQ);
      results.forEach(event, (system, samples) -> row(table, event, system, samples, jeromq));
    }
    Map<String, Object> facts = Machine.facts(Children.MEASURED, counts);
    System.out.println();
    System.out.println("Until an observer in another process sees it, in milliseconds.");
    System.out.println();
    System.out.println(table);
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", results.toJson());
    System.err.println("written: " + Json.write("latency", file));
  }

  private static void row(
      Table table, String event, String system, Samples samples, Samples jeromq) {
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
        jeromq.size() == 0 ? "" : Table.ratio(samples.median(), jeromq.median()));
  }
}
