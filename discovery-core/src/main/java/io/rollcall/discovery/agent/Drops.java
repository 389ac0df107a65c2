package io.rollcall.discovery.agent;

import org.slf4j.Logger;

/** Counts what is dropped and logs it at most once a second. Not thread-safe. */
final class Drops {
  private static final long PAUSE = 1_000_000_000L;

  private final Logger log;
  private final String owner;
  private long count;
  private long logged;
  private long quietUntil;

  Drops(Logger log, String owner) {
    this.log = log;
    this.owner = owner;
  }

  void drop(String what, long now) {
    count++;
    if (now >= quietUntil) {
      quietUntil = now + PAUSE;
      log.warn("{}: dropped {} ({} since the last such line)", owner, what, count - logged);
      logged = count;
    }
  }
}
