package io.rollcall.samples.processes;

import io.rollcall.processes.Child;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the director prints: a line for everything that the watcher saw, and what was missing. */
final class Report {
  private Instant start = Instant.now();
  private final List<String> faults = new ArrayList<>();
  private int seen;

  /** All is ready: who takes part, by name and process id. Time counts from here. */
  void cast(Child... children) {
    start = Instant.now();
    for (Child child : children) {
      System.out.printf("%-8s pid %d%n", child.name(), child.pid());
    }
    System.out.println();
  }

  /** Something that the watcher does not see. */
  void note(String what, String name, String why) {
    line(Instant.now(), what, name, why, "", "");
  }

  /** The watcher saw what it had to. */
  void seen(Expected expected, Sighting sighting) {
    seen++;
    long millis = Duration.between(expected.since(), sighting.at()).toMillis();
    String after = String.format(Locale.ROOT, "seen after %,5d ms", millis);
    line(sighting.at(), sighting.what(), expected.name(), expected.why(), after, present(sighting));
  }

  /** The watcher saw something else. */
  void unexpected(Sighting sighting) {
    String name = sighting.name();
    String cause = sighting.cause();
    line(sighting.at(), sighting.what(), name, cause, "not expected", present(sighting));
    faults.add("Not expected: " + name + " " + sighting.what() + " " + cause);
  }

  /** The watcher did not see it. */
  void missing(Expected expected, Duration patience) {
    fault(
        "Missing: %s %s (%s) was not seen within %d ms"
            .formatted(expected.name(), expected.what(), expected.why(), patience.toMillis()));
  }

  /** Something else went wrong. */
  void fault(String what) {
    faults.add(what);
  }

  /** Prints how it went; whether all is well. */
  boolean end() {
    System.out.println();
    if (faults.isEmpty()) {
      System.out.println("All " + seen + " were seen as expected, and no process is left.");
    }
    faults.forEach(System.out::println);
    return faults.isEmpty();
  }

  private void line(
      Instant at, String what, String name, String why, String after, String present) {
    double seconds = Duration.between(start, at).toMillis() / 1000.0;
    System.out.println(
        String.format(
                Locale.ROOT,
                "%5.1f s  %-7s  %-8s  %-16s  %-19s  %s",
                seconds,
                what,
                name,
                why,
                after,
                present)
            .stripTrailing());
  }

  private static String present(Sighting sighting) {
    List<String> names = sighting.present();
    return "present: " + (names.isEmpty() ? "nobody" : String.join(" ", names));
  }
}
