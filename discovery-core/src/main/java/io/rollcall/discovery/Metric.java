package io.rollcall.discovery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * A metric of a handle. Immutable; {@code value} may be read at any time from any thread, without
 * waiting.
 *
 * @param name words joined by dots, such as {@code late.answers}
 * @param kind whether the number only grows
 * @param unit what is counted or measured, in the plural; empty if the number has none
 * @param description what it means, in a sentence
 * @param tags distinguish the metrics of one name: the {@code role}, and at most one other
 * @param value the current number; after the handle is closed, the last one
 */
public record Metric(
    String name,
    Kind kind,
    String unit,
    String description,
    Map<String, String> tags,
    DoubleSupplier value) {

  /** The kinds of numbers. */
  public enum Kind {
    /** Only grows, from 0. */
    COUNTER,
    /** Goes up and down. */
    GAUGE
  }

  /**
   * Copies the tags, in their order.
   *
   * @throws NullPointerException if anything is null
   */
  public Metric {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(value, "value");
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }
}
