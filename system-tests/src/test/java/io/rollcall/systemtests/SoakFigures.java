package io.rollcall.systemtests;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a soak did, and the worst that came of each. For one thread. */
final class SoakFigures {
  private static final class Row {
    private int injected;
    private Duration seen = Duration.ZERO;
    private Duration agreed = Duration.ZERO;
  }

  private final Map<SoakFault, Row> rows = new EnumMap<>(SoakFault.class);
  private int batches;

  /** After the faults of a batch, all who could know of them did. */
  void seen(List<SoakFault> faults, Duration took) {
    faults.forEach(fault -> row(fault).seen = longer(row(fault).seen, took));
  }

  /** After the end of the last fault of a batch, all agreed. */
  void agreed(List<SoakFault> faults, Duration took) {
    batches++;
    for (SoakFault fault : faults) {
      row(fault).injected++;
      row(fault).agreed = longer(row(fault).agreed, took);
    }
  }

  private Row row(SoakFault fault) {
    return rows.computeIfAbsent(fault, unused -> new Row());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append(
        "| fault | injected | all knew after, at most | all agreed after its end, at most |\n");
    table.append("| --- | --- | --- | --- |\n");
    rows.forEach(
        (fault, row) ->
            table.append(
                "| %s | %d | %d ms | %d ms |%n"
                    .formatted(fault, row.injected, row.seen.toMillis(), row.agreed.toMillis())));
    return table + "batches: " + batches;
  }
}
