package io.rollcall.discovery.survey;

/**
 * What publications cost whoever sends them, so that many to many subscribers leave time for
 * others. A few may follow each other at once; then they wait until half of the time since has paid
 * for them. Pure.
 */
final class Toll {
  /** A publication to one subscriber, in nanoseconds of the thread that sends it: measured. */
  private static final long EACH = 40_000;

  /** So much may be owed. */
  private static final long CREDIT = 400_000_000;

  private long owed;
  private long at;

  /** Something was published to so many. */
  void add(int subscribers, long now) {
    owed = owedAt(now) + EACH * subscribers;
    at = now;
  }

  /** From when on more may be published. */
  long paidAt() {
    return at + 2 * Math.max(0, owed - CREDIT);
  }

  private long owedAt(long now) {
    return Math.max(0, owed - (now - at) / 2);
  }
}
