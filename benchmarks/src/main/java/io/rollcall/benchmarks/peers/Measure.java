package io.rollcall.benchmarks.peers;

import java.util.Locale;

/** What is measured, each a row of the table. */
enum Measure {
  MEMBERS("members", Unit.NUMBER),
  SAW_ALL("of which saw all in time", Unit.NUMBER),
  LEAST("the least that any saw", Unit.NUMBER),
  AFTER_LAST("all see all: after the last start", Unit.SECONDS),
  AFTER_FIRST("all see all: after the first start", Unit.SECONDS),
  TRAFFIC("bytes on loopback until then", Unit.MEGABYTES),
  SERVER_CPU("CPU of the server until then", Unit.SECONDS),
  SERVER_RSS("RSS of the server then", Unit.MEGABYTES),
  SERVER_PEAK("RSS of the server at most", Unit.MEGABYTES),
  LEFT("how often any saw somebody leave", Unit.NUMBER),
  REST("bytes on loopback at rest, each second", Unit.KILOBYTES),
  LATER_SEEN("one more joins: all see it after", Unit.SECONDS),
  LATER_TRAFFIC_SEEN("one more joins: bytes until all see it", Unit.KILOBYTES),
  LATER_TRAFFIC("one more joins: bytes within 2 s, less those at rest", Unit.KILOBYTES);

  private final String title;
  private final Unit unit;

  Measure(String title, Unit unit) {
    this.title = title;
    this.unit = unit;
  }

  /** As it stands in a table. */
  String title() {
    return title;
  }

  /** A value of it, with its unit. */
  String show(double value) {
    return String.format(Locale.ROOT, unit.format, value / unit.size);
  }

  /** As it stands in a file; times are in seconds, memory and traffic in bytes. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  private enum Unit {
    NUMBER("%.0f", 1),
    SECONDS("%.3f s", 1),
    KILOBYTES("%.1f KB", 1e3),
    MEGABYTES("%.1f MB", 1e6);

    private final String format;
    private final double size;

    Unit(String format, double size) {
      this.format = format;
      this.size = size;
    }
  }
}
