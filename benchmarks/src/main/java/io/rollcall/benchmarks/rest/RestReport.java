package io.rollcall.benchmarks.rest;

import io.rollcall.benchmarks.report.Table;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The table of what processes cost at rest. For one thread. */
public final class RestReport {
  private static final double KILO = 1024;
  private static final double MEGA = 1024 * 1024;

  private final Table table =
      new Table(
          "at rest", "CPU, % of a core", "heap", "direct memory", "descriptors", "threads", "RSS");
  private final Map<String, Object> json = new LinkedHashMap<>();

  /** Adds a process. */
  void whole(String what, Cost cost) {
    row(what, cost, "%.2f", MEGA, "%.1f MB", "%.0f");
  }

  /** Adds what one of many costs. */
  void each(String what, Cost cost) {
    row(what, cost, "%.4f", KILO, "%.1f KB", "%.2f");
  }

  /** All, for a file. */
  public Map<String, Object> toJson() {
    return json;
  }

  @Override
  public String toString() {
    return table.toString();
  }

  private void row(String what, Cost cost, String cpu, double unit, String memory, String number) {
    table.row(
        what,
        format(cpu, cost.cpuPercent()),
        format(memory, cost.heap() / unit),
        format(memory, cost.direct() / unit),
        format(number, cost.descriptors()),
        format(number, cost.threads()),
        format(memory, cost.resident() / unit));
    json.put(what, cost.toJson());
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
