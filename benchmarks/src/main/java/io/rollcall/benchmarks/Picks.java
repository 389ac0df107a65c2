package io.rollcall.benchmarks;

import io.rollcall.benchmarks.micro.MicroReport;
import io.rollcall.benchmarks.micro.MicroRun;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what a pick costs in time and memory, by JMH, beside a random index into an array. */
public final class Picks {
  private Picks() {}

  /**
   * Runs it, prints the table, and writes {@code target/picks.json}.
   *
   * @param args {@code quick}, or counts: {@code rounds=3 warmup=2 iterations=2 seconds=1 forks=1};
   *     {@code seconds} is that of an iteration
   */
  public static void main(String... args) throws IOException, RunnerException {
    Arguments counts =
        Arguments.of(
            args,
            "rounds=3 warmup=2 iterations=2 seconds=1 forks=1",
            "rounds=1 warmup=1 iterations=1 seconds=1 forks=1");
    MicroReport report = MicroRun.picks(counts);
    Map<String, Object> facts = Machine.facts(Children.MEASURED, counts);
    System.out.println("\nOne pick, and what it allocates.\n");
    System.out.println(report.table());
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", report.toJson());
    System.err.println("written: " + Json.write("picks", file));
  }
}
