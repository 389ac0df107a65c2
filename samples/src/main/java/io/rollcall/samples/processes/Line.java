package io.rollcall.samples.processes;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a process says to the director: a word, the wall-clock time at which it was said, and what
 * belongs to it. All run on one machine, so their clocks agree.
 */
public record Line(String word, Instant at, List<String> values) {
  private static final String SEPARATOR = "\t";

  /** Prints, for the director to read, a line said now. */
  public static void say(String word, String... values) {
    System.out.println(
        String.join(SEPARATOR, word, Instant.now().toString(), String.join(SEPARATOR, values)));
    System.out.flush();
  }

  /** A line as it was said; one without a time is said now. */
  static Line parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    return parts.length == 1
        ? new Line(text, Instant.now(), List.of())
        : new Line(
            parts[0], Instant.parse(parts[1]), Arrays.asList(parts).subList(2, parts.length));
  }
}
