package io.rollcall.cli;

import io.rollcall.discovery.Member;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Columns of a terminal's cells, as wide as their widest cell. What a member says of itself is
 * printed without control characters, so that it can't move the cursor or change colours.
 */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    add(headings);
  }

  void add(String... cells) {
    rows.add(List.of(cells).stream().map(Table::clean).toList());
  }

  /** Without control characters, also those beyond ASCII, and what reverses the line. */
  static String clean(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\u202a-\u202e\u2066-\u2069]", "?");
  }

  /** What a member says of itself besides, as {@code key=value}. */
  static String attributes(Member member) {
    return member.attributes().entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining(" "));
  }

  void print(PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Cells.of(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - Cells.of(row.get(i)))).append(GAP);
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
