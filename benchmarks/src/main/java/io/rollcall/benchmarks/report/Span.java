package io.rollcall.benchmarks.report;

import java.util.Collection;

/** From where to where an axis goes. */
record Span(double least, double most) {
  /**
   * The fewest whole decades that hold these values, and the least of them less by a factor.
   *
   * @throws IllegalArgumentException if there is no value, or one is not above 0
   */
  static Span ofDecades(Collection<Double> values, double factor) {
    for (double value : values) {
      if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "value " + value + " is not above 0 and finite, and the axis is logarithmic");
      }
    }
    double least = values.stream().min(Double::compare).orElseThrow(Span::nothing);
    double most = values.stream().max(Double::compare).orElseThrow(Span::nothing);
    double first = Math.floor(Math.log10(least / factor));
    double last = Math.max(first + 1, Math.ceil(Math.log10(most)));
    return new Span(Math.pow(10, first), Math.pow(10, last));
  }

  private static IllegalArgumentException nothing() {
    return new IllegalArgumentException("no value is to be shown");
  }
}
