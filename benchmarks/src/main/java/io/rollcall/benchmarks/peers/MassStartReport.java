package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.report.Chart;
import io.rollcall.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of mass starts, a column for each system. For one thread. */
public final class MassStartReport {
  private final Map<String, Map<Measure, Double>> systems = new LinkedHashMap<>();

  /** Adds what was measured of a system; what is absent was not reached. */
  void add(String system, Map<Measure, Double> measured) {
    systems.put(system, measured);
  }

  /** What matters most of it. */
  public Chart chart() {
    Map<String, Map<String, Double>> bars = new LinkedHashMap<>();
    bar(bars, "all see all after the last start, s", Measure.AFTER_LAST, 1);
    bar(bars, "bytes on loopback, MB", Measure.TRAFFIC, 1e6);
    bar(bars, "RSS of the server, MB", Measure.SERVER_PEAK, 1e6);
    return Chart.bars("Mass start", "seconds, MB", bars);
  }

  private void bar(
      Map<String, Map<String, Double>> bars, String what, Measure measure, double unit) {
    systems.forEach(
        (system, measured) -> {
          Double value = measured.get(measure);
          if (value != null && value > 0) {
            bars.computeIfAbsent(what, any -> new LinkedHashMap<>()).put(system, value / unit);
          }
        });
  }

  /** All, for a file. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    systems.forEach(
        (system, measured) -> {
          Map<String, Object> values = new LinkedHashMap<>();
          measured.forEach((measure, value) -> values.put(measure.key(), value));
          json.put(system, values);
        });
    return json;
  }

  @Override
  public String toString() {
    Table table = new Table(row("mass start", List.copyOf(systems.keySet())));
    for (Measure measure : Measure.values()) {
      table.row(
          row(
              measure.title(),
              systems.values().stream().map(measured -> cell(measured, measure)).toList()));
    }
    return table.toString();
  }

  private static String cell(Map<Measure, Double> measured, Measure measure) {
    Double value = measured.get(measure);
    return value == null ? "not reached" : measure.show(value);
  }

  private static String[] row(String first, List<String> others) {
    List<String> cells = new ArrayList<>();
    cells.add(first);
    cells.addAll(others);
    return cells.toArray(String[]::new);
  }
}
