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

/**
 * Measures what single calls cost in time and memory, by JMH: frames, the roster, the protocol's
 * state machines, the feeds. No socket is opened.
 */
public final class Micro {
  private Micro() {}

  /**
   * Runs it, prints the table, and writes {@code target/micro.json} and {@code .png}.
   *
   * @param args {@code quick}, or counts: {@code warmup=3 iterations=5 seconds=1 forks=2}; {@code
   *     seconds} is that of an iteration
   */
  public static void main(String... args) throws IOException, RunnerException {
    Arguments counts =
        Arguments.of(
            args,
            "warmup=3 iterations=5 seconds=1 forks=2",
            "warmup=1 iterations=1 seconds=1 forks=1");
    MicroReport report = MicroRun.calls(counts);
    Map<String, Object> facts = Machine.facts(Children.MEASURED, counts);
    System.out.println("\nOne call, and what it allocates.\n");
    System.out.println(report.table());
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", report.toJson());
    System.err.println("written: " + Json.write("micro", file));
    System.err.println("written: " + report.chart().write("micro"));
  }
}
