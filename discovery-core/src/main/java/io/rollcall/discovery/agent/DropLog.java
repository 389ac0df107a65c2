package io.rollcall.discovery.agent;

import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.survey.Counter;

/** Counts what is dropped and logs it at most once a second. Not thread-safe. */
final class DropLog {
  private static final long PAUSE = 1_000_000_000L;

  private final Log log;
  private final String owner;
  private final Counter count;
  private long logged;
  private long quietUntil;

  /** Counts on from where this counter stands. */
  DropLog(Log log, String owner, Counter count) {
    this.log = log;
    this.owner = owner;
    this.count = count;
    this.logged = count.value();
  }

  void drop(String what, long now) {
    count.increment();
    if (now >= quietUntil) {
      quietUntil = now + PAUSE;
      long dropped = count.value();
      log.warn("{}: dropped {} ({} since the last such line)", owner, what, dropped - logged);
      logged = dropped;
    }
  }
}
