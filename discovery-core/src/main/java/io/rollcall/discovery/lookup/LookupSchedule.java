package io.rollcall.discovery.lookup;

/**
 * When a host name is looked up: at first, regularly, and soon after something went wrong with one
 * of its addresses, but the more seldom the longer that changes nothing. Pure and not thread-safe;
 * times are nanoseconds.
 */
final class LookupSchedule {
  private static final long FIRST_PAUSE = 250_000_000;
  private static final long LAST_PAUSE = 15_000_000_000L;

  private final long refresh;
  private long lookedAt;
  private long pause;
  private boolean wanted;
  private boolean looked;
  private long failures;
  private long hurriedAt;
  private boolean hurried;

  LookupSchedule(long refresh) {
    this.refresh = refresh;
  }

  /** When to look up next. */
  long due() {
    if (!looked) {
      return Long.MIN_VALUE;
    }
    return lookedAt + (wanted || failures > 0 ? pause : refresh);
  }

  /** An address can't be reached. Returns whether that may have changed {@link #due}. */
  boolean unreachable() {
    boolean changed = !wanted;
    wanted = true;
    return changed;
  }

  /**
   * A connection broke. That is news, and what was learnt before from lookups in vain counts no
   * more; but where connections break all the time it is none. Returns as {@link #unreachable}.
   */
  boolean broken(long now) {
    if (!hurried || now - hurriedAt >= LAST_PAUSE) {
      hurried = true;
      hurriedAt = now;
      pause = FIRST_PAUSE;
      wanted = true;
      return true;
    }
    return unreachable();
  }

  /** A lookup begins. What goes wrong from now on asks for another one. */
  void looking() {
    wanted = false;
  }

  /** The name has addresses; {@code changed} if others than before. */
  void found(boolean changed, long now) {
    pause = changed ? FIRST_PAUSE : longer();
    failures = 0;
    ended(now);
  }

  /** The name is not known, or it could not be asked for. */
  void failed(long now) {
    pause = failures == 0 ? FIRST_PAUSE : longer();
    failures++;
    ended(now);
  }

  /** How many lookups in a row have failed. */
  long failures() {
    return failures;
  }

  /** How long to wait after the last lookup, if another one is wanted. */
  long pause() {
    return pause;
  }

  private long longer() {
    return Math.min(2 * pause, LAST_PAUSE);
  }

  private void ended(long now) {
    looked = true;
    lookedAt = now;
  }
}
