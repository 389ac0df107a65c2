package io.rollcall.discovery.log;

import org.slf4j.Logger;

/** Logs what strangers can cause, so many lines a second at most. Not thread-safe. */
public final class RareLog {
  private static final long PERIOD = 1_000_000_000L;

  private final Log log;
  private final int most;
  private long periodEnd = Long.MIN_VALUE;
  private int told;
  private long untold;

  /** One line a second at most. */
  public RareLog(Logger log) {
    this(log, 1);
  }

  /** One line a second at most. */
  public RareLog(Log log) {
    this(log, 1);
  }

  /** So many lines a second at most. */
  public RareLog(Logger log, int most) {
    this(Log.to(log), most);
  }

  /** As above. */
  public RareLog(Log log, int most) {
    this.log = log;
    this.most = most;
  }

  /** Says it at level WARN, unless enough was said this second; now is in nanoseconds. */
  public void warn(String what, long now) {
    if (mayTell(now)) {
      log.warn("{}", line(what));
    }
  }

  /** Says it at level INFO, unless enough was said this second; now is in nanoseconds. */
  public void info(String what, long now) {
    if (mayTell(now)) {
      log.info("{}", line(what));
    }
  }

  private boolean mayTell(long now) {
    if (now >= periodEnd) {
      periodEnd = now + PERIOD;
      told = 0;
    }
    if (told == most) {
      untold++;
      return false;
    }
    told++;
    return true;
  }

  private String line(String what) {
    String line = untold == 0 ? what : what + " (" + untold + " more since the last such line)";
    untold = 0;
    return line;
  }
}
