package io.rollcall.benchmarks;

import io.rollcall.benchmarks.latency.JoinsAndLeaves;
import io.rollcall.benchmarks.latency.Stage;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.waiting.CommandedHubRole;
import io.rollcall.benchmarks.waiting.Idle;
import io.rollcall.benchmarks.waiting.Requests;
import io.rollcall.benchmarks.waiting.Strategy;
import io.rollcall.benchmarks.waiting.WaitingReport;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how the thread that owns a server's sockets should wait: bare hubs that wait in
 * different ways, each in a process of its own, in turn in the same run.
 */
public final class Waiting {
  private Waiting() {}

  /**
   * Runs it, prints the table and the best, and writes {@code target/waiting.json} and {@code
   * .png}.
   *
   * @param args {@code quick}, or counts: {@code rounds=500 warmup=500 idle=10}; {@code idle} is in
   *     seconds
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(args, "rounds=500 warmup=500 idle=10", "rounds=50 warmup=30 idle=3");
    Results results = new Results();
    Map<String, Double> idle;
    try (Children children = new Children()) {
      Map<String, Child> hubs = new LinkedHashMap<>();
      for (Strategy strategy : Strategy.values()) {
        List<String> which = List.of(strategy.name());
        Child hub =
            children.start(strategy.name(), Children.MEASURED, CommandedHubRole.class, which);
        hubs.put(strategy.system(), hub);
      }
      try (Stage stage = Stage.of(List.copyOf(hubs.values()), children)) {
        JoinsAndLeaves joins = new JoinsAndLeaves(stage);
        Requests requests = new Requests(stage, hubs);
        joins.run("warm", counts.count("warmup"), new Results());
        requests.run("warm-command", counts.count("warmup"), new Results());
        System.err.println("warm");
        joins.run("member", counts.count("rounds"), results);
        System.err.println("joins and leaves measured");
        requests.run("command", counts.count("rounds"), results);
        idle = Idle.measure(hubs, Duration.ofSeconds(counts.count("idle")));
      }
    }
    WaitingReport.print(results, idle, counts);
  }
}
