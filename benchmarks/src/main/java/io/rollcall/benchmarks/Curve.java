package io.rollcall.benchmarks;

import io.rollcall.benchmarks.curve.HearersRole;
import io.rollcall.benchmarks.curve.PublisherRole;
import io.rollcall.benchmarks.curve.ServerRole;
import io.rollcall.benchmarks.curve.StormRole;
import io.rollcall.benchmarks.curve.Way;
import io.rollcall.benchmarks.report.Arguments;
import io.rollcall.benchmarks.report.Json;
import io.rollcall.benchmarks.report.Machine;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.benchmarks.scale.Descriptors;
import io.rollcall.discovery.Keys;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what CURVE costs: clients that all start at once, each on a connection of its own, and
 * publications to many subscribers; on both transports and without CURVE, in turn in the same run.
 */
public final class Curve {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** JeroMQ takes 33 KB of direct memory for a connection, of which there is as much as heap. */
  private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx1g");

  /** About a join's CHANGE, and about a busy second's. */
  private static final List<Integer> SIZES = List.of(150, 1_000);

  private final Arguments counts;
  private final Path keys;
  private final List<Map<String, Object>> results = new ArrayList<>();

  private Curve(Arguments counts, Path keys) {
    this.counts = counts;
    this.keys = keys;
  }

  /**
   * Runs it, prints the tables, and writes {@code target/curve.json}.
   *
   * @param args {@code quick}, or counts: {@code storm=1000 rounds=5 few=1000 many=9000
   *     publications=30}; JeroMQ's storm with CURVE has one round, and {@code many} do not
   *     subscribe to it
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Arguments counts =
        Arguments.of(
            args,
            "storm=1000 rounds=5 few=1000 many=9000 publications=30",
            "storm=50 rounds=2 few=100 many=200 publications=3");
    Descriptors.require(counts.count("many"));
    Path keys = Files.createTempDirectory("curve");
    Keys.create(keys, "all");
    Curve curve = new Curve(counts, keys);
    System.out.println("\n" + curve.storms());
    System.out.println(curve.publications());
    Map<String, Object> facts = Machine.facts(FLAGS, counts);
    System.out.println(Machine.sentence(facts));
    Map<String, Object> file = new LinkedHashMap<>(facts);
    file.put("results", curve.results);
    System.err.println("written: " + Json.write("curve", file));
  }

  private Table storms() throws InterruptedException {
    Table table =
        new Table(
            counts.count("storm") + " clients at once",
            "all in after, ms: the first time",
            "later, median",
            "server's CPU for each, ms",
            "its thread late, at most, ms",
            "reported left");
    for (Way way : Way.values()) {
      try (Children children = new Children()) {
        storm(way, children, table);
      }
    }
    return table;
  }

  private void storm(Way way, Children children, Table table) throws InterruptedException {
    List<String> options = List.of(way.name(), keys.toString());
    Child server = children.start("server", FLAGS, ServerRole.class, options);
    String url = server.expect("hub", PATIENCE).value(1);
    List<String> args = new ArrayList<>(options);
    args.addAll(List.of(url, String.valueOf(counts.count("storm"))));
    Child storm = children.start("storm", FLAGS, StormRole.class, args);
    storm.expect("ready", PATIENCE);
    int rounds = way == Way.JEROMQ_CURVE ? 1 : counts.count("rounds");
    long before = cost(server).number(1);
    long first = 0;
    Samples later = new Samples();
    for (int round = 0; round < rounds; round++) {
      storm.tell("start");
      long took = storm.expect("joined", PATIENCE).number(1);
      storm.expect("closed", PATIENCE);
      if (round == 0) {
        first = took;
      } else {
        later.add(took);
      }
      System.err.println(way + ", round " + (round + 1) + ": " + Table.millis(took) + " ms");
    }
    Line cost = cost(server);
    long cpu = (cost.number(1) - before) / rounds / counts.count("storm");
    table.row(
        way.title(),
        first < 0 ? "not all" : Table.millis(first),
        later.size() == 0 ? "" : Table.millis(later.median()),
        Table.millis(cpu),
        Table.millis(cost.number(2)),
        cost.value(3));
    results.add(
        Map.of(
            "storm",
            way.name(),
            "first_nanos",
            first,
            "later_nanos",
            later.size() == 0 ? 0 : later.median(),
            "cpu_nanos",
            cpu,
            "late_nanos",
            cost.number(2)));
  }

  private static Line cost(Child server) throws InterruptedException {
    server.tell("cost");
    return server.expect("cost", PATIENCE);
  }

  private Table publications() throws InterruptedException {
    Table table =
        new Table(
            "subscribers, octets",
            "transport",
            "the last has it after, ms: median",
            "the thread's time in a row, ms",
            "CPU, ms",
            "CPU against plain");
    for (int subscribers : List.of(counts.count("few"), counts.count("many"))) {
      Map<Integer, Map<Way, Published>> bySize = new LinkedHashMap<>();
      for (Way way : Way.values()) {
        if (way == Way.JEROMQ_CURVE && subscribers == counts.count("many")) {
          // It lets 40 in a second.
          continue;
        }
        try (Children children = new Children()) {
          measure(way, subscribers, children)
              .forEach(
                  (size, published) ->
                      bySize
                          .computeIfAbsent(size, any -> new EnumMap<>(Way.class))
                          .put(way, published));
        }
      }
      bySize.forEach((size, byWay) -> rows(table, subscribers, size, byWay));
    }
    return table;
  }

  private void rows(Table table, int subscribers, int size, Map<Way, Published> byWay) {
    byWay.forEach(
        (way, published) -> {
          Published plain = byWay.getOrDefault(way.isJeroMqs() ? Way.JEROMQ : Way.ZMTP, published);
          table.row(
              "%,d, %,d".formatted(subscribers, size),
              way.title(),
              Table.millis(published.untilLast.median()),
              Table.millis(published.inARow.median()),
              Table.millis(published.cpu),
              Table.ratio(published.cpu, plain.cpu));
          results.add(
              Map.of(
                  "published",
                  way.name(),
                  "subscribers",
                  subscribers,
                  "octets",
                  size,
                  "last_nanos",
                  published.untilLast.median(),
                  "row_nanos",
                  published.inARow.median(),
                  "cpu_nanos",
                  published.cpu));
        });
  }

  /** Of one publication. */
  private record Published(Samples untilLast, Samples inARow, long cpu) {}

  private Map<Integer, Published> measure(Way way, int subscribers, Children children)
      throws InterruptedException {
    List<String> options = List.of(way.name(), keys.toString());
    Child publisher = children.start("publisher", FLAGS, PublisherRole.class, options);
    String url = publisher.expect("hub", PATIENCE).value(1);
    List<String> args = new ArrayList<>(options);
    args.addAll(List.of(url, String.valueOf(subscribers)));
    Child hearers = children.start("hearers", FLAGS, HearersRole.class, args);
    hearers.expect("ready", PATIENCE);
    Map<Integer, Published> measured = new LinkedHashMap<>();
    for (int size : SIZES) {
      // The first publications find cold code, and perhaps the last subscription under way.
      publish(publisher, hearers, size);
      measured.put(size, publish(publisher, hearers, size));
      System.err.println(way + ", " + subscribers + " subscribers, " + size + " octets");
    }
    return measured;
  }

  private Published publish(Child publisher, Child hearers, int size) throws InterruptedException {
    Samples untilLast = new Samples();
    Samples inARow = new Samples();
    int many = counts.count("publications");
    long before = cpu(publisher);
    for (int i = 0; i < many; i++) {
      publisher.tell("publish", String.valueOf(size));
      Line published = publisher.expect("published", PATIENCE);
      inARow.add(published.number(2));
      untilLast.add(hearers.expect("heard", PATIENCE).number(1) - published.number(1));
    }
    return new Published(untilLast, inARow, (cpu(publisher) - before) / many);
  }

  private static long cpu(Child publisher) throws InterruptedException {
    publisher.tell("cpu");
    return publisher.expect("cpu", PATIENCE).number(1);
  }
}
