package io.rollcall.discovery;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One start of a server or client: when it started, by its own wall clock, and a random id.
 * Immutable.
 *
 * <p>Incarnations are ordered by start, then by id as an unsigned number. Of two with one name the
 * later one holds the name, so all processes agree on it.
 *
 * @param start when it started, to the millisecond
 * @param id random, 128 bits
 */
public record Incarnation(Instant start, UUID id) implements Comparable<Incarnation> {

  /**
   * @throws IllegalArgumentException if {@code start} is before 1970 or beyond what 63 bits of
   *     milliseconds hold
   */
  public Incarnation {
    start = Instant.ofEpochMilli(epochMilli(start));
    Objects.requireNonNull(id, "id");
  }

  /** An incarnation that starts at this many milliseconds since 1970. */
  public static Incarnation of(long startMillis, UUID id) {
    return new Incarnation(Instant.ofEpochMilli(startMillis), id);
  }

  /** The start in milliseconds since 1970, as it stands on the wire. */
  public long startMillis() {
    return start.toEpochMilli();
  }

  // A record's own equals and hashCode load ObjectMethods at their first call: see "A fresh JVM"
  // in docs/internals/architecture.md.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Incarnation that && start.equals(that.start) && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return start.hashCode() * 31 + id.hashCode();
  }

  @Override
  public int compareTo(Incarnation other) {
    int byStart = start.compareTo(other.start);
    if (byStart != 0) {
      return byStart;
    }
    int byHigh =
        Long.compareUnsigned(id.getMostSignificantBits(), other.id.getMostSignificantBits());
    return byHigh != 0
        ? byHigh
        : Long.compareUnsigned(id.getLeastSignificantBits(), other.id.getLeastSignificantBits());
  }

  private static long epochMilli(Instant start) {
    try {
      long millis = start.toEpochMilli();
      if (millis >= 0) {
        return millis;
      }
    } catch (ArithmeticException tooFar) {
      throw new IllegalArgumentException("incarnation start " + start + " is out of range", tooFar);
    }
    throw new IllegalArgumentException("incarnation start " + start + " is before 1970");
  }
}
