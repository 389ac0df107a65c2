package io.rollcall.benchmarks;

import io.rollcall.benchmarks.joins.Crowd;
import io.rollcall.benchmarks.joins.InTurn;
import io.rollcall.benchmarks.latency.HubRole;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what becomes of the fresh connections that JeroMQ 0.6.0 leaves hanging: many joins in a
 * row, with Rollcall's cure and without it by turns, and many clients that start at once.
 */
public final class Joins {
  private Joins() {}

  /**
   * Runs it, prints the tables, and writes {@code target/joins.json} and {@code .png}.
   *
   * @param args {@code quick}, or counts: {@code joins=2500 warmup=300 crowd=1000 rounds=5}
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(
            args,
            "joins=2500 warmup=300 crowd=1000 rounds=5",
            "joins=100 warmup=20 crowd=200 rounds=2");
    Results results = new Results();
    InTurn inTurn = new InTurn(results);
    Crowd crowd = new Crowd(results, counts.count("crowd"));
    try (Children children = new Children()) {
      Child server =
          children.start("server", Children.MEASURED, HubRole.class, List.of(Systems.ROLLCALL));
      String urlServer = server.expect("hub", Duration.ofSeconds(20)).value(2);
      inTurn.run(children, urlServer, counts.count("warmup"), counts.count("joins"));
      crowd.run(children, urlServer, counts.count("rounds"));
    }
    Map<String, Object> facts = Machine.facts(Children.MEASURED, counts);
    System.out.println("\nFrom a client's start until it has joined, in milliseconds.\n");
    System.out.println(inTurn.table());
    System.out.println("Many clients of one JVM, all started at once.\n");
    System.out.println(crowd.table());
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", results.toJson());
    file.put("connections_beyond_the_first", crowd.beyondTheFirst());
    System.err.println("written: " + Json.write("joins", file));
    System.err.println("written: " + inTurn.chart().write("joins"));
  }
}
