package io.rollcall.benchmarks.daemon;

import io.rollcall.benchmarks.report.Results;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.benchmarks.rest.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What was measured, as tables and for a file. For one thread. */
public final class DaemonReport {
  private static final double SECOND = 1e9;
  private static final double MEGA = 1e6;

  private record ChangeCost(Pushed pushed, Duration manager, Duration crowd) {}

  private final int workers;
  private final int pings;
  private final Table starts =
      new Table(
          "start",
          "have the full list",
          "after the last start",
          "after the first",
          "lists pushed",
          "each worker",
          "octets",
          "a full list for each join (computed): lists",
          "each worker",
          "octets",
          "pushes tried again",
          "CPU of the manager",
          "of the workers");
  private final List<Object> startsJson = new ArrayList<>();
  private final Results changes = new Results();
  private final Map<String, List<ChangeCost>> changeCosts = new LinkedHashMap<>();
  private final Table rest =
      new Table("at rest", "CPU, % of a core", "heap", "descriptors", "threads");
  private final Map<String, Object> restJson = new LinkedHashMap<>();
  private final Results answers = new Results();
  private final Map<String, Integer> fewest = new LinkedHashMap<>();
  private int count;

  /** Of so many workers, and so many connections that ask. */
  public DaemonReport(int workers, int pings) {
    this.workers = workers;
    this.pings = pings;
  }

  /** A start of all workers. */
  void start(Crowd.Seen seen, Pushed pushed, Duration manager, Duration crowd) {
    double address = (double) (pushed.listOctets() + 1) / workers - 1;
    FullLists full = FullLists.of(workers, address);
    starts.row(
        Integer.toString(++count),
        seen.complete() + " of " + workers,
        seconds(seen.seen() - seen.last()),
        seconds(seen.seen() - seen.first()),
        number(pushed.lists()),
        format("%.1f", (double) pushed.lists() / workers),
        megabytes((double) pushed.octets()),
        number(full.lists()),
        format("%.1f", (double) full.lists() / workers),
        megabytes(full.octets()),
        number(pushed.failed()),
        seconds(manager.toNanos()),
        seconds(crowd.toNanos()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("complete", seen.complete());
    json.put("after_last_ns", seen.seen() - seen.last());
    json.put("after_first_ns", seen.seen() - seen.first());
    json.put("pushed", pushed.toJson());
    json.put("computed_full_lists", full.lists());
    json.put("computed_full_octets", full.octets());
    json.put("cpu_manager_ns", manager.toNanos());
    json.put("cpu_workers_ns", crowd.toNanos());
    startsJson.add(json);
  }

  /** A join or a leave, until the last of so many had its list. */
  void change(String what, Crowd.Seen seen, int everybody) {
    Samples samples = changes.of(what, "rollcall");
    if (seen.complete() == everybody) {
      samples.add(seen.seen() - seen.first());
    } else {
      samples.miss();
    }
  }

  /** What was pushed for it, and the CPU that it took. */
  void cost(String what, Pushed pushed, Duration manager, Duration crowd) {
    changeCosts
        .computeIfAbsent(what, any -> new ArrayList<>())
        .add(new ChangeCost(pushed, manager, crowd));
  }

  /** What the manager costs at rest, and the workers together. */
  void rest(Cost manager, double crowdPercent) {
    rest.row(
        "the manager",
        format("%.1f", manager.cpuPercent()),
        megabytes(manager.heap()),
        format("%.0f", manager.descriptors()),
        format("%.0f", manager.threads()));
    rest.row("all workers together", format("%.1f", crowdPercent), "", "", "");
    restJson.put("manager", manager.toJson());
    restJson.put("workers_cpu_percent", crowdPercent);
  }

  /** A round of pings, of which so many were answered. */
  void pings(Pings.Way way, String system, int answered, long nanos) {
    answers.of(way.title(), system).add(nanos);
    fewest.merge(way.title() + system, answered, Math::min);
  }

  /** All, for a file. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("starts", startsJson);
    json.put("changes", changes.toJson());
    json.put("rest", restJson);
    json.put("pings", answers.toJson());
    json.put("fewest_answered", fewest);
    return json;
  }

  @Override
  public String toString() {
    return starts + "\n" + changes() + "\n" + rest + "\n" + answers();
  }

  private Table changes() {
    Table table =
        new Table(
            "all have it after",
            "count",
            "median",
            "p90",
            "worst",
            "lists pushed",
            "octets",
            "CPU of the manager",
            "of the workers");
    for (String event : changes.events()) {
      List<ChangeCost> costs = changeCosts.getOrDefault(event, List.of());
      changes.forEach(
          event,
          (system, samples) ->
              table.row(
                  event,
                  Table.count(samples),
                  millis(samples, 0.5),
                  millis(samples, 0.9),
                  millis(samples, 1),
                  format("%,.0f", mean(costs, cost -> cost.pushed().lists())),
                  megabytes(mean(costs, cost -> cost.pushed().octets())),
                  format("%.2f s", mean(costs, cost -> cost.manager().toNanos()) / SECOND),
                  format("%.2f s", mean(costs, cost -> cost.crowd().toNanos()) / SECOND)));
    }
    return table;
  }

  private static double mean(List<ChangeCost> costs, ToLongFunction<ChangeCost> number) {
    return costs.stream().mapToLong(number).average().orElse(0);
  }

  private Table answers() {
    Table table =
        new Table(
            pings + " pings",
            "of",
            "rounds",
            "fewest answered",
            "median",
            "p90",
            "worst",
            "median to the bare echo");
    for (String event : answers.events()) {
      Samples bare = answers.of(event, "bare echo");
      answers.forEach(
          event,
          (system, samples) ->
              table.row(
                  event,
                  system,
                  Table.count(samples),
                  Integer.toString(fewest.getOrDefault(event + system, 0)),
                  millis(samples, 0.5),
                  millis(samples, 0.9),
                  millis(samples, 1),
                  Table.ratio(samples.median(), bare.median())));
    }
    return table;
  }

  private static String millis(Samples samples, double share) {
    return samples.size() == 0 ? "" : Table.millis(samples.percentile(share)) + " ms";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String seconds(long nanos) {
    return format("%.2f s", nanos / SECOND);
  }

  private static String megabytes(double octets) {
    return format("%.1f MB", octets / MEGA);
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
