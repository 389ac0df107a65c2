package io.rollcall.samples.processes;

import io.rollcall.processes.Line;
import java.time.Instant;
import java.util.List;

/**
 * What the watcher said that it saw. All processes run on one machine, so their clocks agree.
 *
 * @param what {@code joined}, {@code updated} or {@code left}
 * @param at when it saw it
 * @param name who
 * @param cause why it left, or {@link #NO_CAUSE}
 * @param present the names of those present then
 */
record Sighting(String what, Instant at, String name, String cause, List<String> present) {
  static final String NO_CAUSE = "-";

  static Sighting of(Line said) {
    return new Sighting(
        said.word(),
        at(said),
        said.value(2),
        said.value(3),
        said.words().subList(4, said.words().size()));
  }

  /** When this was said, of any line that begins with a word and the time. */
  static Instant at(Line said) {
    return Instant.ofEpochMilli(said.number(1));
  }
}
