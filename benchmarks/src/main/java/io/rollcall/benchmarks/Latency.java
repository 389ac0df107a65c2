package io.rollcall.benchmarks;

import io.rollcall.benchmarks.latency.FreshStarts;
import io.rollcall.benchmarks.latency.JoinsAndLeaves;
import io.rollcall.benchmarks.latency.Kills;
import io.rollcall.benchmarks.latency.LatencyReport;
import io.rollcall.benchmarks.latency.Stage;
import io.rollcall.benchmarks.latency.Stops;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.scale.Descriptors;
import io.rollcall.benchmarks.thin.ThinCrowd;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures how long it takes until an observer in another process sees a join, a graceful leave, a
 * {@code kill -9} and a SIGSTOP, and how long the first join of a fresh JVM takes: Rollcall on its
 * own engine and on JeroMQ, bare JeroMQ sockets, and bare {@code java.nio} channels, in turn in the
 * same run.
 */
public final class Latency {
  private Latency() {}

  /**
   * Runs it, prints the table, and writes {@code target/latency.json} and {@code .png}.
   *
   * @param args {@code quick}, or counts: {@code joins=1000 warmup=500 fresh=20 kills=100 stops=30
   *     others=5000 crowded=300}: {@code fresh} JVMs of each system are started; joins and leaves
   *     are measured again, {@code crowded} of them, while a fifth of {@code others} is connected,
   *     and while all of them are
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(
            args,
            "joins=1000 warmup=500 fresh=20 kills=100 stops=30 others=5000 crowded=300",
            "joins=50 warmup=20 fresh=2 kills=4 stops=2 others=50 crowded=10");
    Results results = new Results();
    try (Children children = new Children()) {
      joinsAndLeaves(children, counts, results);
      firsts(children, counts, results);
      freshStarts(children, counts, results);
      amongOthers(children, counts.count("others") / 5, counts, results);
      amongOthers(children, counts.count("others"), counts, results);
      killsAndStops(children, counts, results);
    }
    LatencyReport report = new LatencyReport(results, Systems.JEROMQ, Systems.NIO);
    report.addPastGrace();
    report.print("latency", counts);
  }

  private static void joinsAndLeaves(Children children, Arguments counts, Results results)
      throws InterruptedException {
    List<String> systems =
        List.of(
            Systems.ROLLCALL,
            Systems.ROLLCALL_ALONE,
            Systems.ROLLCALL_CALLBACK,
            Systems.ON_JEROMQ,
            Systems.ON_JEROMQ_ALONE,
            Systems.JEROMQ,
            Systems.NIO);
    try (Stage stage = Stage.of(children, systems)) {
      JoinsAndLeaves run = new JoinsAndLeaves(stage);
      run.run("warm", counts.count("warmup"), new Results());
      System.err.println("warm");
      run.run("member", counts.count("joins"), results);
    }
  }

  /** Nobody else is in the process of the members, so nothing is shared. */
  private static void firsts(Children children, Arguments counts, Results results)
      throws InterruptedException {
    List<String> systems =
        List.of(Systems.ROLLCALL_FIRST, Systems.ON_JEROMQ_FIRST, Systems.JEROMQ_FIRST, Systems.NIO);
    try (Stage stage = Stage.of(children, systems)) {
      JoinsAndLeaves run = new JoinsAndLeaves(stage, ", first of its JVM");
      run.run("warm", counts.count("warmup"), new Results());
      run.run("member", counts.count("joins"), results);
    }
  }

  private static void freshStarts(Children children, Arguments counts, Results results)
      throws InterruptedException {
    List<String> systems = List.of(Systems.ROLLCALL, Systems.ON_JEROMQ, Systems.NIO);
    try (Stage stage = Stage.of(children, systems)) {
      new JoinsAndLeaves(stage).run("warm", counts.count("warmup") / 2, new Results());
      new FreshStarts(stage).run(counts.count("fresh"), results);
    }
  }

  /** So many others are connected to each hub, and come and go no more. */
  private static void amongOthers(Children children, int others, Arguments counts, Results results)
      throws InterruptedException {
    List<String> systems =
        List.of(
            Systems.ROLLCALL,
            Systems.ROLLCALL_ALONE,
            Systems.ON_JEROMQ_ALONE,
            Systems.JEROMQ,
            Systems.NIO);
    Descriptors.require(others);
    List<Child> crowds = new ArrayList<>();
    try (Stage stage = Stage.apart(children, systems)) {
      for (Map.Entry<String, String> hub : stage.hubs().entrySet()) {
        ThinCrowd crowd = ThinCrowd.start(children, "others of " + hub.getKey());
        crowds.add(crowd.child());
        crowd.members(hub.getKey(), hub.getValue(), others, "other");
        crowd.awaitReady(Duration.ofMinutes(2));
      }
      System.err.println(others + " others");
      JoinsAndLeaves run = new JoinsAndLeaves(stage, " +%,d".formatted(others));
      run.run("warm", counts.count("warmup") / 2, new Results());
      run.run("member", counts.count("crowded"), results);
    }
    for (Child crowd : crowds) {
      children.end(crowd);
    }
  }

  /** On a stage of its own, since {@code local()} asks ten times a second. */
  private static void killsAndStops(Children children, Arguments counts, Results results)
      throws InterruptedException {
    List<String> systems =
        List.of(
            Systems.ROLLCALL,
            Systems.ROLLCALL_LAN,
            Systems.ROLLCALL_LOCAL,
            Systems.ON_JEROMQ,
            Systems.JEROMQ,
            Systems.NIO);
    try (Stage stage = Stage.of(children, systems)) {
      new JoinsAndLeaves(stage).run("warm", counts.count("warmup") / 2, new Results());
      new Kills(stage, Duration.ofSeconds(10)).run(counts.count("kills"), results);
      new Stops(stage, Duration.ofSeconds(8)).run(counts.count("stops"), results);
    }
  }
}
