package io.rollcall.benchmarks.thin;

import io.rollcall.processes.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each {@link Event} happened. Not thread-safe. */
public final class Tally {
  private final Map<Event, Long> counts = new EnumMap<>(Event.class);

  void count(Event event) {
    count(event, 1);
  }

  void count(Event event, long many) {
    counts.merge(event, many, Long::sum);
  }

  /** How often. */
  public long of(Event event) {
    return counts.getOrDefault(event, 0L);
  }

  /** What happened since another tally of the same peers. */
  public Tally since(Tally before) {
    Tally since = new Tally();
    counts.forEach((event, many) -> since.count(event, many - before.of(event)));
    return since;
  }

  /** All, by event; what never happened may be missing. */
  public Map<Event, Long> toMap() {
    return Collections.unmodifiableMap(counts);
  }

  /** As the words of a line. */
  Object[] words() {
    List<Object> words = new ArrayList<>(List.of("tally"));
    counts.forEach((event, many) -> words.addAll(List.of(event, many)));
    return words.toArray();
  }

  /** As another process said it. */
  static Tally of(Line line) {
    Tally tally = new Tally();
    for (int i = 1; i < line.words().size(); i += 2) {
      tally.count(Event.valueOf(line.value(i)), line.number(i + 1));
    }
    return tally;
  }
}
