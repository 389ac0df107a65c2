package io.rollcall.benchmarks.nanomsg;

import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.processes.Line;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured, as tables and for a file. For one thread. */
public final class NanomsgReport {
  private static final double KILO = 1024;
  private static final double MILLI = 1e6;

  private final Results spreads = new Results();
  private final Results wholes = new Results();
  private final Map<String, Map<String, Long>> cpu = new LinkedHashMap<>();
  private final Map<String, Cost> memory = new LinkedHashMap<>();

  /** A round, as the peers saw it. */
  void spread(Stage stage, Hub hub, Line round) {
    spreads.of(stage.event(), hub.name()).add(round.number(3) - round.number(2));
  }

  /** A round from the call on: of a survey until the hub had the last answer. */
  void whole(Stage stage, Hub hub, Line round, Line done) {
    long end = stage.surveys() ? done.number(2) : round.number(3);
    wholes.of(stage.event(), hub.name()).add(end - done.number(1));
  }

  /** CPU time of a hub for a round, in nanoseconds. */
  void cpu(Stage stage, Hub hub, long nanos) {
    cpu.computeIfAbsent(stage.event(), event -> new LinkedHashMap<>()).put(hub.name(), nanos);
  }

  /** What a connection costs; of a program that is no JVM its RSS alone. */
  void memory(Hub hub, Cost each) {
    memory.put(hub.name(), each);
  }

  /** All, for a file. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("first_to_last_peer", spreads.toJson());
    json.put("call_to_end", wholes.toJson());
    json.put("cpu_of_round_ns", cpu);
    Map<String, Object> costs = new LinkedHashMap<>();
    memory.forEach((name, cost) -> costs.put(name, cost.toJson()));
    json.put("memory_of_connection", costs);
    return json;
  }

  @Override
  public String toString() {
    return rounds() + "\n" + connections();
  }

  private Table rounds() {
    Table table =
        new Table(
            "round",
            "hub",
            "count",
            "first to last peer: median",
            "p90",
            "median to nanocat",
            "median to jeromq",
            "from the call: median",
            "p90",
            "CPU of the hub");
    for (String event : spreads.events()) {
      Map<String, Samples> all = new LinkedHashMap<>();
      spreads.forEach(event, all::put);
      all.forEach(
          (name, samples) -> {
            boolean called = !name.equals(Nanocat.NAME);
            Samples whole = called ? wholes.of(event, name) : samples;
            table.row(
                event,
                name,
                Table.count(samples),
                Table.millis(samples.median()),
                Table.millis(samples.percentile(0.9)),
                ratio(samples, all.get(Nanocat.NAME)),
                ratio(samples, all.get(JvmHub.JEROMQ)),
                called ? Table.millis(whole.median()) : "",
                called ? Table.millis(whole.percentile(0.9)) : "",
                format("%.1f", cpu.getOrDefault(event, Map.of()).getOrDefault(name, 0L) / MILLI));
          });
    }
    return table;
  }

  private Table connections() {
    Table table = new Table("a connection", "heap", "direct memory", "RSS outside of the heap");
    memory.forEach(
        (name, cost) -> {
          boolean jvm = !name.equals(Nanocat.NAME);
          table.row(
              name,
              jvm ? kilobytes(cost.heap()) : "",
              jvm ? kilobytes(cost.direct()) : "",
              kilobytes(cost.resident()));
        });
    return table;
  }

  private static String ratio(Samples one, @Nullable Samples other) {
    return other == null ? "" : Table.ratio(one.median(), other.median());
  }

  private static String kilobytes(double bytes) {
    return format("%.1f KB", bytes / KILO);
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
