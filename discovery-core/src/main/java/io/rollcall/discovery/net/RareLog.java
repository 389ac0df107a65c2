package io.rollcall.discovery.net;

import org.slf4j.Logger;

/**
 * Warns of what strangers can cause, at most once a second. Not thread-safe: for the engine's
 * thread only.
 */
public final class RareLog {
  private static final long PAUSE = 1_000_000_000L;

  private final Logger log;
  private long untold;
  private long quietUntil = Long.MIN_VALUE;

  /** One that has said nothing yet. */
  public RareLog(Logger log) {
    this.log = log;
  }

  /** Says it, unless something was said less than a second ago; now is in nanoseconds. */
  public void warn(String what, long now) {
    if (now < quietUntil) {
      untold++;
      return;
    }
    quietUntil = now + PAUSE;
    if (untold == 0) {
      log.warn("{}", what);
    } else {
      log.warn("{} ({} more since the last such line)", what, untold);
    }
    untold = 0;
  }
}
