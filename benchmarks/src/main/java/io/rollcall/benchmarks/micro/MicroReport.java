package io.rollcall.benchmarks.micro;

import io.rollcall.benchmarks.report.Chart;
import io.rollcall.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of the benchmarks, their file and their picture. For one thread. */
public final class MicroReport {
  private final List<Measured> all;
  private final List<Comparison> comparisons;

  MicroReport(List<Measured> all, List<Comparison> comparisons) {
    this.all = all;
    this.comparisons = comparisons;
  }

  /** Each with what it is compared with. */
  public Table table() {
    Table table =
        new Table("what", "of, at", "ns", "±", "bytes", "compared with", "ns", "bytes", "times");
    for (Comparison each : comparisons) {
      for (Measured one : of(each.benchmark())) {
        row(table, each, one);
      }
    }
    return table;
  }

  /** All, for a file. */
  public List<Object> toJson() {
    List<Object> rows = new ArrayList<>();
    for (Measured each : all) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("benchmark", each.benchmark());
      row.put("parameter", each.parameter());
      row.put("ns", each.nanos());
      row.put("bytes", each.bytes());
      if (!Double.isNaN(each.error())) {
        row.put("error_ns", each.error());
      }
      rows.add(row);
    }
    return rows;
  }

  /** What grows with the members and what does not. */
  public Chart chart() {
    Map<String, Map<Integer, Double>> lines = new LinkedHashMap<>();
    lines.put("Rollcall: a round, all answer", byMembers("SurveyorBench.round"));
    lines.put("Rollcall: replica, a change", byMembers("ReplicaBench.change"));
    lines.put("Rollcall: an answer", byMembers("AnswerBench.answer"));
    lines.put("Rollcall: replica, a pulse", byMembers("ReplicaBench.pulse"));
    lines.put("an array copied", byMembers("RosterBench.copy"));
    lines.put("HashMap.get", byMembers("RosterBench.findHashed"));
    return Chart.growth("One call, by the size of the roster", "members", "nanoseconds", lines);
  }

  private Map<Integer, Double> byMembers(String benchmark) {
    Map<Integer, Double> line = new LinkedHashMap<>();
    of(benchmark).forEach(each -> line.put(Integer.valueOf(each.parameter()), each.nanos()));
    return line;
  }

  private List<Measured> of(String benchmark) {
    return all.stream().filter(each -> each.benchmark().equals(benchmark)).toList();
  }

  private void row(Table table, Comparison comparison, Measured one) {
    List<String> cells = new ArrayList<>();
    cells.add(comparison.what());
    cells.add(one.parameter());
    cells.add(number(one.nanos()));
    cells.add(Double.isNaN(one.error()) ? "" : number(one.error()));
    cells.add(number(one.bytes()));
    of(comparison.referenceBenchmark()).stream()
        .filter(each -> each.parameter().equals(one.parameter()))
        .findFirst()
        .ifPresentOrElse(
            other -> {
              cells.add(comparison.than());
              cells.add(number(other.nanos()));
              cells.add(number(other.bytes()));
              cells.add(number(one.nanos() / other.nanos()));
            },
            () -> cells.addAll(List.of("", "", "", "")));
    table.row(cells.toArray(String[]::new));
  }

  /** Three digits, or all that stand before the point. */
  private static String number(double value) {
    return String.format(
        Locale.ROOT,
        value < 0.05 ? "%.0f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f",
        value);
  }
}
