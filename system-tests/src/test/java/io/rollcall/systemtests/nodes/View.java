package io.rollcall.systemtests.nodes;

import io.rollcall.processes.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All that one process reported, from its start to its end. Thread-safe. */
public final class View {

  /**
   * How far it trusted its roster from some moment on.
   *
   * @param at that moment
   */
  public record StateSince(long at, String state) {}

  private final List<Event> events = new ArrayList<>();
  private final List<StateSince> states = new ArrayList<>();
  private final Map<String, Integer> marks = new HashMap<>();
  private final List<Long> late = new ArrayList<>();
  private Set<String> roster = Set.of();
  private long rosterSince;

  /** Takes a line of {@link Reports}. */
  synchronized void take(Line line) {
    long at = line.number(1);
    if (line.word().equals("state")) {
      states.add(new StateSince(at, line.value(2)));
    } else if (line.word().equals("late")) {
      late.add(at);
    } else if (line.word().equals("change")) {
      list(line.value(2)).forEach(name -> events.add(new Event(at, "joined", name, "")));
      list(line.value(3)).forEach(name -> events.add(new Event(at, "updated", name, "")));
      for (String gone : list(line.value(4))) {
        String[] parts = gone.split(":", 2);
        events.add(new Event(at, "left", parts[0], parts[1]));
      }
      roster = new TreeSet<>(list(line.value(5)));
      roster.forEach(entry -> noteMark(at, entry));
      rosterSince = at;
    }
  }

  private void noteMark(long at, String entry) {
    String[] parts = entry.split("#v", 2);
    int mark = Integer.parseInt(parts[1]);
    int newest = marks.merge(parts[0], mark, Math::max);
    if (mark < newest) {
      events.add(new Event(at, Event.OLDER, parts[0], "v%d after v%d".formatted(mark, newest)));
    }
  }

  private static List<String> list(String items) {
    return items.equals("-") ? List.of() : List.of(items.split(",", -1));
  }

  /** What it said of members, in order. */
  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** Its states, in order. */
  public synchronized List<StateSince> states() {
    return List.copyOf(states);
  }

  /** In how many seconds since this moment its machine let it wait for longer than a beat. */
  public synchronized long lateSeconds(long since) {
    return late.stream()
        .filter(at -> at - since > 0)
        .map(at -> (at - since) / 1_000_000_000)
        .distinct()
        .count();
  }

  /** Its newest state; {@code SYNCING} before the first. */
  public synchronized String state() {
    return states.isEmpty() ? "SYNCING" : states.get(states.size() - 1).state();
  }

  /** Its newest roster: {@code NAME#MARK} of each. */
  public synchronized Set<String> roster() {
    return roster;
  }

  /** When it got that roster. */
  public synchronized long rosterSince() {
    return rosterSince;
  }
}
