package io.rollcall.benchmarks;

import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.scale.Descriptors;
import io.rollcall.benchmarks.scale.ScaleCharts;
import io.rollcall.benchmarks.scale.ScaleReport;
import io.rollcall.benchmarks.scale.ScaleRun;
import io.rollcall.benchmarks.scale.SizeResult;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how times, memory, CPU and octets grow with the number of members and subscribers: a
 * real server, and thin peers that speak its protocol; beside it bare JeroMQ sockets with the same
 * peers.
 */
public final class Scale {
  private Scale() {}

  /**
   * Runs it, prints the tables, and writes {@code target/scale.json}, {@code scale.png} and {@code
   * scale-times.png}.
   *
   * @param args {@code quick}, or counts: {@code members=9000 rest=300 seconds=40 rounds=20
   *     joins=20 poll=2000 pulse=1000 from=10}. Sizes are the decades from {@code from} to below
   *     {@code members}, and that. The largest rests for {@code rest} seconds, the others for
   *     {@code seconds}; {@code poll} and {@code pulse} are the server's, in milliseconds
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(
            args,
            "members=9000 rest=300 seconds=40 rounds=20 joins=20 poll=2000 pulse=1000 from=10",
            "members=100 rest=10 seconds=5 rounds=2 joins=5");
    int most = counts.count("members");
    Descriptors.require(2 * most);
    ScaleReport report = new ScaleReport();
    ScaleCharts charts = new ScaleCharts();
    List<Object> results = new ArrayList<>();
    try (Children children = new Children()) {
      ScaleRun run =
          new ScaleRun(
              children,
              counts.count("rounds"),
              counts.count("joins"),
              counts.count("poll"),
              counts.count("pulse"));
      for (int size : sizes(counts.count("from"), most)) {
        int seconds = counts.count("seconds");
        int rest = size == most ? counts.count("rest") : seconds;
        for (SizeResult result : run.measure(size, seconds, rest)) {
          report.add(result);
          results.add(result.toJson());
          if (result.isOnOwnEngine()) {
            charts.add(result);
          }
        }
      }
    }
    Map<String, Object> facts = Machine.facts(ScaleRun.FLAGS, counts);
    System.out.println();
    System.out.println(report);
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", results);
    System.err.println("written: " + Json.write("scale", file));
    System.err.println("written: " + charts.write());
  }

  private static List<Integer> sizes(int from, int most) {
    List<Integer> sizes = new ArrayList<>();
    for (long size = from; size < most; size *= 10) {
      sizes.add((int) size);
    }
    sizes.add(most);
    return sizes;
  }
}
