package io.rollcall.discovery.zmq;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** When each station wants to be called. Not thread-safe. */
final class Timers {
  private final NavigableSet<Station> byDue =
      new TreeSet<>(
          Comparator.<Station>comparingLong(station -> station.due)
              .thenComparingLong(Station::number));

  /** When a station is due may have changed. */
  void schedule(Station station, long due) {
    if (station.due != due) {
      byDue.remove(station);
      station.due = due;
      if (due != Long.MAX_VALUE) {
        byDue.add(station);
      }
    }
  }

  /** When the first is due. */
  long due() {
    return byDue.isEmpty() ? Long.MAX_VALUE : byDue.first().due;
  }

  /** Who is due first; only while somebody is. */
  Station first() {
    return byDue.first();
  }
}
