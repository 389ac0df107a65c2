package io.rollcall.benchmarks;

import io.rollcall.benchmarks.latency.FalseAlarms;
import io.rollcall.benchmarks.latency.Stage;
import io.rollcall.benchmarks.latency.Stops;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures whether anybody who lives is reported left, and how soon a frozen process is, while
 * every core has several busy loops to run beside.
 */
public final class Busy {
  private static final List<String> SYSTEMS =
      List.of(Systems.ROLLCALL_LOCAL, Systems.ROLLCALL_LAN, Systems.ROLLCALL);

  private Busy() {}

  /**
   * Runs it, prints the table, and writes {@code target/busy.json}.
   *
   * @param args {@code quick}, or counts: {@code seconds=120 members=20 loops=2 stops=10}; {@code
   *     loops} for each core
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(
            args,
            "seconds=120 members=20 loops=2 stops=10",
            "seconds=10 members=4 loops=2 stops=1");
    int loops = counts.count("loops") * Runtime.getRuntime().availableProcessors();
    Results results = new Results();
    Map<String, Integer> alarms;
    try (Children children = new Children();
        Stage stage = Stage.of(children, SYSTEMS)) {
      FalseAlarms run = new FalseAlarms(stage, counts.count("members"));
      Duration time = Duration.ofSeconds(counts.count("seconds"));
      alarms = run.run(loops, time, counts.count("stops"), results);
    }
    Map<String, Object> facts = Machine.facts(Children.MEASURED, counts);
    System.out.println();
    System.out.println(table(alarms, results));
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("reported_left_though_alive", alarms);
    file.put("results", results.toJson());
    System.err.println("written: " + Json.write("busy", file));
  }

  private static Table table(Map<String, Integer> alarms, Results results) {
    Table table = new Table("system", "reported left though alive", "frozen", "median", "worst");
    alarms.forEach(
        (system, count) -> {
          Samples seen = results.of(Stops.STOP, system);
          table.row(
              system,
              Integer.toString(count),
              Table.count(seen),
              seen.size() == 0 ? "" : Table.millis(seen.median()),
              seen.size() == 0 ? "" : Table.millis(seen.worst()));
        });
    return table;
  }
}
