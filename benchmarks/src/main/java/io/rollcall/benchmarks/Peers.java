package io.rollcall.benchmarks;

import io.rollcall.benchmarks.latency.JoinsAndLeaves;
import io.rollcall.benchmarks.latency.Kills;
import io.rollcall.benchmarks.latency.LatencyReport;
import io.rollcall.benchmarks.latency.Stage;
import io.rollcall.benchmarks.latency.Stops;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Measures how long it takes until an observer in another process sees a join, a graceful leave, a
 * {@code kill -9} and a SIGSTOP: Rollcall, etcd, ZooKeeper and JGroups, in turn in the same run.
 */
public final class Peers {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * ZooKeeper's sessions last 40 s, and JGroups asks every 5 s whether somebody is silent for 40.
   */
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(60);

  private Peers() {}

  /**
   * Runs it, prints the table, and writes {@code target/peers.json}.
   *
   * @param args {@code quick}, or counts: {@code joins=500 warmup=500 kills=40 stops=20 slow=4};
   *     {@code slow} is how often each wait that takes most of a minute is made
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(
            args,
            "joins=500 warmup=500 kills=40 stops=20 slow=4",
            "joins=30 warmup=20 kills=4 stops=2 slow=0");
    Systems.sayWhatIsMissing();
    Results results = new Results();
    joinsAndLeaves(counts, results);
    kills(counts.count("kills"), results);
    stops(counts.count("stops"), results);
    slowKills(counts.count("slow"), results);
    slowStops(counts.count("slow"), results);
    new LatencyReport(results, Systems.ROLLCALL).print("peers", counts);
  }

  private static void joinsAndLeaves(Arguments counts, Results results)
      throws InterruptedException {
    List<String> systems =
        Systems.installed(
            Systems.ROLLCALL,
            Systems.ROLLCALL_ALONE,
            Systems.ON_JEROMQ_ALONE,
            Systems.JEROMQ,
            Systems.NIO,
            Systems.ETCD,
            Systems.ZOOKEEPER,
            Systems.ZOOKEEPER_TUNED,
            Systems.JGROUPS);
    try (Children children = new Children();
        Stage stage = Stage.of(children, systems)) {
      JoinsAndLeaves run = new JoinsAndLeaves(stage);
      run.run("warm", counts.count("warmup"), new Results());
      System.err.println("warm");
      run.run("member", counts.count("joins"), results);
      System.err.println("joins and leaves measured");
    }
  }

  private static void kills(int count, Results results) throws InterruptedException {
    List<String> systems =
        Systems.installed(Systems.ROLLCALL, Systems.ETCD, Systems.ZOOKEEPER_TUNED, Systems.JGROUPS);
    try (Children children = new Children();
        Stage stage = Stage.of(children, systems)) {
      new Kills(stage, PATIENCE).run(count, results);
    }
  }

  private static void stops(int count, Results results) throws InterruptedException {
    List<String> systems =
        Systems.installed(Systems.ROLLCALL, Systems.ETCD, Systems.ZOOKEEPER_TUNED);
    try (Children children = new Children();
        Stage stage = Stage.of(children, systems)) {
      new Stops(stage, PATIENCE).run(count, results);
    }
  }

  private static void slowKills(int count, Results results) throws InterruptedException {
    try (Children children = new Children();
        Stage stage = Stage.of(children, List.of(Systems.ZOOKEEPER))) {
      new Kills(stage, LONG_PATIENCE).run(count, results);
    }
  }

  private static void slowStops(int count, Results results) throws InterruptedException {
    try (Children children = new Children();
        Stage stage = Stage.of(children, List.of(Systems.ZOOKEEPER, Systems.JGROUPS))) {
      new Stops(stage, LONG_PATIENCE).run(count, results);
    }
  }
}
