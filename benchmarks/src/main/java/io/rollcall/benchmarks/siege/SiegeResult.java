package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an attack did. Not thread-safe. */
public final class SiegeResult {
  private static final double MB = 1e6;

  private final Attack attack;
  private final Figures before;
  private Figures last;
  private long mostHeap;
  private long mostResident;
  private long mostDescriptors;

  /** After the attack, once the server had some seconds; empty if it has not lived so long. */
  Optional<Figures> after = Optional.empty();

  Sent sent = new Sent();
  double seconds;

  /** How long until each newcomer was seen. */
  Samples joins = new Samples();

  /** Members that were reported left. */
  List<String> left = List.of();

  int stale;
  String fate = "";
  boolean starved;

  SiegeResult(Attack attack, Figures before) {
    this.attack = attack;
    this.before = before;
    last = before;
  }

  /** What the server said of itself during the attack. */
  void add(Figures figures) {
    last = figures;
    mostHeap = Math.max(mostHeap, figures.heap());
    mostResident = Math.max(mostResident, figures.resident());
    mostDescriptors = Math.max(mostDescriptors, figures.descriptors());
  }

  private String outcome() {
    return starved ? fate + ", out of memory" : fate;
  }

  /** As a row of the report. */
  public String[] row() {
    boolean seen = joins.size() > 0;
    return new String[] {
      attack.name(),
      outcome(),
      sent.rate(seconds),
      Integer.toString(left.size()),
      Table.count(joins),
      seen ? Table.millis(joins.median()) : "",
      seen ? Table.millis(joins.worst()) : "",
      "%s / %s / %s"
          .formatted(
              Table.millis(last.lateP50()),
              Table.millis(last.lateP99()),
              Table.millis(last.lateWorst())),
      course(before.heap(), mostHeap, after.map(Figures::heap), MB),
      course(before.resident(), mostResident, after.map(Figures::resident), MB),
      course(before.descriptors(), mostDescriptors, after.map(Figures::descriptors), 1)
    };
  }

  private static String course(long before, long most, Optional<Long> after, double unit) {
    return "%s / %s / %s"
        .formatted(
            in(unit, before),
            most == 0 ? "-" : in(unit, most),
            after.map(value -> in(unit, value)).orElse("-"));
  }

  private static String in(double unit, long value) {
    return String.format(Locale.ROOT, "%.0f", value / unit);
  }

  /** All, for a file. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("attack", attack.name());
    json.put("outcome", outcome());
    json.put("seconds", seconds);
    json.put("sent", sent.toJson());
    json.put("members_reported_left", left);
    json.put("taken_for_away", stale);
    json.put("joins_seen", joins.size());
    json.put("joins_not_seen", joins.missing());
    if (joins.size() > 0) {
      json.put("join_median_us", joins.median() / 1000);
      json.put("join_worst_us", joins.worst() / 1000);
    }
    json.put("heap_most_bytes", mostHeap);
    json.put("rss_most_bytes", mostResident);
    json.put("descriptors_most", mostDescriptors);
    json.put("before", before.toJson());
    json.put("at_the_end_of_the_attack", last.toJson());
    after.ifPresent(figures -> json.put("after", figures.toJson()));
    return json;
  }
}
