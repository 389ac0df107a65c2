package io.rollcall.discovery.survey;

/**
 * So many in a second over a longer time, and so many at once. Pure and not thread-safe; times are
 * nanoseconds.
 */
public final class TokenBucket {
  private static final double SECOND = 1e9;

  private final double perSecond;
  private final double atOnce;
  private double left;
  private long at;

  /** All that may come at once may come now. */
  public TokenBucket(double perSecond, double atOnce, long now) {
    this.perSecond = perSecond;
    this.atOnce = atOnce;
    this.left = atOnce;
    this.at = now;
  }

  /** So many may come in this time, in nanoseconds, over a longer one. */
  public long in(long nanos) {
    return (long) (nanos * perSecond / SECOND);
  }

  /** Takes one; returns whether there was one. */
  public boolean take(long now) {
    left = Math.min(atOnce, left + Math.max(0, now - at) * perSecond / SECOND);
    at = Math.max(at, now);
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
