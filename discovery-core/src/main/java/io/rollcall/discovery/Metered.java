package io.rollcall.discovery;

import java.util.List;

/** A handle that counts what it does. Thread-safe. */
public interface Metered {

  /**
   * What there is to read: the same list each time. {@code docs/reference/metrics.md} has a table
   * of all.
   *
   * <p>What handles of one JVM share is counted once, and each of them shows it: clients that share
   * their connections read the same {@code drops}, also those from before their own start.
   */
  List<Metric> metrics();

  /** Whether the handle was closed; then what it alone has counted changes no more. */
  boolean isClosed();
}
