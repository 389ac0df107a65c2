package io.rollcall.benchmarks;

import io.rollcall.benchmarks.daemon.DaemonReport;
import io.rollcall.benchmarks.daemon.DaemonRun;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.scale.Descriptors;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures many workers of one manager: until each has the full list after all have started at
 * once, what that costs beside a full list for each join, a join and a leave among them, rest, and
 * many connections that ask at once.
 */
public final class Daemons {
  private Daemons() {}

  /**
   * Runs it, prints the tables, and writes {@code target/daemons.json}.
   *
   * @param args {@code quick}, or counts: {@code workers=1000 processes=4 starts=4 joins=10
   *     seconds=15 pings=1024 rounds=20}; the workers are in so many {@code processes}, and all
   *     start {@code starts} times
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(
            args,
            "workers=1000 processes=4 starts=4 joins=10 seconds=15 pings=1024 rounds=20",
            "workers=40 processes=2 starts=2 joins=2 seconds=2 pings=50 rounds=2");
    int workers = counts.count("workers");
    int pings = counts.count("pings");
    Descriptors.require(4 * workers + pings);
    DaemonReport report = new DaemonReport(workers, pings);
    DaemonRun run = new DaemonRun(workers, counts.count("processes"), report);
    run.measure(
        counts.count("starts"),
        counts.count("joins"),
        counts.count("seconds"),
        pings,
        counts.count("rounds"));
    Map<String, Object> facts = Machine.facts(DaemonRun.FLAGS, counts);
    System.out.println();
    System.out.println(report);
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", report.toJson());
    System.err.println("written: " + Json.write("daemons", file));
  }
}
