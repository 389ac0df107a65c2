package io.rollcall.benchmarks.scale;

import io.rollcall.benchmarks.report.Chart;
import io.rollcall.benchmarks.report.Table;
import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.benchmarks.thin.Event;
import io.rollcall.benchmarks.thin.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was seen while members came and went. */
public final class ChurnResult {
  private static final double MEGA = 1024 * 1024;

  /** Of the server, in the order in which they were taken. */
  final List<Cost> samples = new ArrayList<>();

  /** How many of them were taken before a subscriber was stopped, and before it went on. */
  int samplesBeforeStop;

  int samplesBeforeThaw;

  long joins;

  /** Until the last of them was in, in nanoseconds. */
  long took;

  String truth = "";
  String server = "";
  List<String> rosters = List.of();
  String rosterOfStopped = "";
  boolean sameSequence;
  Tally members = new Tally();
  Tally subscribers = new Tally();
  long thawedUntilRight;
  long removed;

  ChurnResult() {}

  /** What came out, a fact in a row. */
  public Table table() {
    Table table = new Table("churn", "");
    facts().forEach((fact, value) -> table.row(fact, value.toString()));
    return table;
  }

  /** The server's memory over time, as it was sampled. */
  public Chart chart() {
    Map<Integer, Double> heap = new TreeMap<>();
    Map<Integer, Double> resident = new TreeMap<>();
    for (int i = 0; i < samples.size(); i++) {
      heap.put(i + 1, samples.get(i).heap() / MEGA);
      resident.put(i + 1, samples.get(i).resident() / MEGA);
    }
    return Chart.lines(
        "The server while members come and go",
        "samples, 10 s apart",
        "MB",
        Map.of("rollcall: heap after a collection", heap, "RSS", resident));
  }

  /** All, for a file. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>(facts());
    json.put("server", samples.stream().map(Cost::toJson).toList());
    json.put("members", members.toMap());
    json.put("subscribers", subscribers.toMap());
    return json;
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("joins, and about as many leaves", joins);
    facts.put("until the last was in, s", took / 1_000_000_000);
    facts.put("members that were removed without a goodbye", removed);
    facts.put("real subscribers with the right roster", right() + " of " + (rosters.size() + 1));
    facts.put("the server's own roster is right", server.equals(truth));
    facts.put("thin subscribers all have the last change", sameSequence);
    facts.put("changes they got", subscribers.of(Event.CHANGE));
    facts.put("gaps they found", subscribers.of(Event.GAP));
    facts.put("connections lost", subscribers.of(Event.LOST) + members.of(Event.LOST));
    facts.put("connections given up", members.of(Event.GIVEN_UP));
    int quarter = Math.max(1, samples.size() / 4);
    facts.put("server's heap in the first quarter, MB", range(samples.subList(0, quarter)));
    facts.put(
        "server's heap in the last quarter, MB",
        range(samples.subList(samples.size() - quarter, samples.size())));
    facts.put("server's heap before a subscriber stopped, MB", range(before()));
    facts.put("server's heap while it stood, MB", range(stopped()));
    facts.put("server's RSS at the end, MB", mega(samples.get(samples.size() - 1).resident()));
    facts.put("server's CPU, median, %", mega(MEGA * medianCpu()));
    facts.put("until its roster was right again, ms", Table.millis(thawedUntilRight));
    return facts;
  }

  private long right() {
    return rosters.stream().filter(truth::equals).count() + (rosterOfStopped.equals(truth) ? 1 : 0);
  }

  private List<Cost> before() {
    return samples.subList(0, samplesBeforeStop);
  }

  private List<Cost> stopped() {
    return samples.subList(samplesBeforeStop, samplesBeforeThaw);
  }

  private double medianCpu() {
    return samples.stream().mapToDouble(Cost::cpuPercent).sorted().toArray()[samples.size() / 2];
  }

  private static String range(List<Cost> some) {
    return some.isEmpty()
        ? "not seen"
        : mega(some.stream().mapToDouble(Cost::heap).min().orElseThrow())
            + " to "
            + mega(some.stream().mapToDouble(Cost::heap).max().orElseThrow());
  }

  private static String mega(double bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / MEGA);
  }
}
