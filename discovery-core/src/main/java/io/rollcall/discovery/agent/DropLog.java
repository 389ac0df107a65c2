package io.rollcall.discovery.agent;

import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.log.RareLog;
import io.rollcall.discovery.survey.Counter;

/**
 * Counts what is dropped, for the metrics, and logs it as {@link RareLog} does. Not thread-safe.
 */
final class DropLog {
  private final RareLog log;
  private final String owner;
  private final Counter count;

  DropLog(Log log, String owner, Counter count) {
    this.log = new RareLog(log);
    this.owner = owner;
    this.count = count;
  }

  void drop(String what, long now) {
    count.increment();
    log.warn(owner + ": dropped " + what, now);
  }
}
