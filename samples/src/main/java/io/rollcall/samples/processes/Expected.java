package io.rollcall.samples.processes;

import java.time.Duration;
import java.time.Instant;

/**
 * What the watcher has to see.
 *
 * @param act what the director did, in a word
 * @param since when it did it
 * @param what {@code joined} or {@code left}
 * @param name who
 * @param cause why it left, or {@link Sighting#NO_CAUSE}
 * @param within how long Rollcall may take to see it
 */
record Expected(
    String act, Instant since, String what, String name, String cause, Duration within) {

  boolean matches(Sighting seen) {
    return seen.what().equals(what) && seen.name().equals(name) && seen.cause().equals(cause);
  }

  /** What was done and what it came to. */
  String why() {
    return cause.equals(Sighting.NO_CAUSE) ? act : act + ": " + cause;
  }
}
