package io.rollcall.micrometer;

import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Reads a metric as long as its handle is open, and then has the last value. It lets go of the
 * handle when it is first read after that one's end. Thread-safe.
 */
final class Reading {
  private record Source(Metered handle, Metric metric) {}

  private volatile @Nullable Source source;
  private volatile double last;

  Reading(Metered handle, Metric metric) {
    source = new Source(handle, metric);
  }

  double value() {
    Source open = source;
    if (open == null) {
      return last;
    }
    // Asked first: what is read after the end is the last value.
    boolean ended = open.handle.isClosed();
    double now = open.metric.value().getAsDouble();
    if (ended) {
      last = now;
      source = null;
    }
    return now;
  }
}
