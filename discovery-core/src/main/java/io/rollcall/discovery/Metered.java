package io.rollcall.discovery;

import java.util.List;

/** A handle with metrics. Thread-safe. */
public interface Metered {

  /**
   * The metrics, the same list at each call. {@code docs/reference/metrics.md} explains each.
   *
   * <p>What handles of one JVM share is counted once and shown by each of them: clients that share
   * connections show the same {@code drops}, including those from before their own start.
   */
  List<Metric> metrics();

  /** Whether the handle is closed; then its own metrics no longer change. */
  boolean isClosed();
}
