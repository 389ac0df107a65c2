package io.rollcall.benchmarks;

import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.rest.RestReport;
import io.rollcall.benchmarks.rest.Resting;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what a server, a client and many clients cost while nobody comes or goes. */
public final class AtRest {
  private AtRest() {}

  /**
   * Runs it, prints the table, and writes {@code target/at-rest.json}.
   *
   * @param args {@code quick}, or counts: {@code clients=1000 seconds=30}
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts = Arguments.of(args, "clients=1000 seconds=30", "clients=100 seconds=3");
    RestReport report = new RestReport();
    try (Children children = new Children()) {
      for (String system : List.of(Systems.ROLLCALL, Systems.ON_JEROMQ)) {
        new Resting(children, counts.count("seconds"), system, report)
            .measure(counts.count("clients"));
      }
    }
    Map<String, Object> facts = Machine.facts(Resting.FLAGS, counts);
    System.out.println();
    System.out.println(report);
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", report.toJson());
    System.err.println("written: " + Json.write("at-rest", file));
  }
}
