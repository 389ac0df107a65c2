package io.rollcall.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, as it stands in the documentation. Not thread-safe. */
public final class Table {
  private final List<String> lines = new ArrayList<>();

  /** A table with these headings. */
  public Table(String... headings) {
    row(headings);
    lines.add("|" + String.join("|", Collections.nCopies(headings.length, " --- ")) + "|");
  }

  /** Adds a row. */
  public void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  /** A duration in milliseconds: three digits, or all that stand before the point. */
  public static String millis(long nanos) {
    double millis = nanos / 1e6;
    double size = Math.abs(millis);
    String format = size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, millis);
  }

  /** A duration in whole microseconds. */
  public static String micros(long nanos) {
    return String.format(Locale.ROOT, "%.0f", nanos / 1e3);
  }

  /** How many were measured, and how many were not seen, if any. */
  public static String count(Samples samples) {
    return samples.size() + (samples.missing() == 0 ? "" : " + " + samples.missing() + " not seen");
  }

  /** How many times one duration is the other. */
  public static String ratio(long one, long other) {
    return String.format(Locale.ROOT, "%.2f", (double) one / other);
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
