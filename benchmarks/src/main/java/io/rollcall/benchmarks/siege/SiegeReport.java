package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What all attacks did, as a table and for a file. Not thread-safe. */
public final class SiegeReport {
  private final Table table =
      new Table(
          "attack",
          "the server",
          "in a second",
          "members reported left",
          "newcomers",
          "seen, median ms",
          "worst",
          "lateness, ms: p50 / p99 / worst",
          "heap, MB: before / at most / after",
          "RSS, MB",
          "descriptors");

  private final List<Object> rows = new ArrayList<>();

  /** Adds what one did. */
  public void add(SiegeResult result) {
    table.row(result.row());
    rows.add(result.toJson());
  }

  /** Adds that one could not be measured, and why. */
  public void fail(Attack attack, String why) {
    table.row(attack.name(), "not measured: " + why);
    rows.add(Map.of("attack", attack.name(), "not_measured", why));
  }

  /** All, for a file. */
  public List<Object> toJson() {
    return rows;
  }

  @Override
  public String toString() {
    return table.toString();
  }
}
