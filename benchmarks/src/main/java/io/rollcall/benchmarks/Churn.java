package io.rollcall.benchmarks;

import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.scale.ChurnResult;
import io.rollcall.benchmarks.scale.ChurnRun;
import io.rollcall.benchmarks.scale.Descriptors;
import io.rollcall.benchmarks.scale.ScaleRun;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures what becomes of a server and its subscribers while many members come and go, and while
 * one subscriber is stopped.
 */
public final class Churn {
  private Churn() {}

  /**
   * Runs it, prints the table, and writes {@code target/churn.json} and {@code .png}.
   *
   * @param args {@code quick}, or counts: {@code members=1000 subscribers=1000 churn=200
   *     seconds=120 stop=60}; in each second {@code churn} members join, and as many leave
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(
            args,
            "members=1000 subscribers=1000 churn=200 seconds=120 stop=60",
            "members=100 subscribers=100 churn=20 seconds=30 stop=10");
    Descriptors.require(2 * counts.count("members") + counts.count("subscribers"));
    ChurnResult result;
    try (Children children = new Children()) {
      result =
          new ChurnRun(children)
              .measure(
                  counts.count("members"),
                  counts.count("subscribers"),
                  counts.count("churn"),
                  counts.count("seconds"),
                  counts.count("stop"));
    }
    Map<String, Object> facts = Machine.facts(ScaleRun.FLAGS, counts);
    System.out.println();
    System.out.println(result.table());
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", result.toJson());
    System.err.println("written: " + Json.write("churn", file));
    System.err.println("written: " + result.chart().write("churn"));
  }
}
