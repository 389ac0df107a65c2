package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.report.Samples;

/** How late a server's ticks were since they were last forgotten. Thread-safe. */
final class Lateness {
  private Samples ticks = new Samples();

  /** A tick was so many nanoseconds late. */
  synchronized void add(long nanos) {
    ticks.add(nanos);
  }

  /** Begins anew. */
  synchronized void forget() {
    ticks = new Samples();
  }

  /** This share of all ticks was no later, in nanoseconds; 0 if there was none. */
  synchronized long percentile(double share) {
    return ticks.size() == 0 ? 0 : ticks.percentile(share);
  }
}
