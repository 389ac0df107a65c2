package io.rollcall.discovery.zmq;

import java.util.function.LongSupplier;

/**
 * Whether one more connection fits into a resource of this process, with a reserve left for those
 * who are in. Pure but for what it measures, and not thread-safe.
 *
 * <p>To measure may cost a millisecond. So what was found free is given out by halves before it is
 * measured again, and when nothing is free it is measured once in a tenth of a second.
 */
final class Headroom {
  private static final long PAUSE = 100_000_000L;

  private final String what;
  private final long limit;
  private final long reserve;
  private final long each;
  private final LongSupplier used;
  private long credit;
  private long lookAt = Long.MIN_VALUE;

  /**
   * @param what the resource, for the log
   * @param limit how much of it there is
   * @param each how much of it a connection takes
   * @param used measures how much of it is in use
   */
  Headroom(String what, long limit, long reserve, long each, LongSupplier used) {
    this.what = what;
    this.limit = limit;
    this.reserve = reserve;
    this.each = each;
    this.used = used;
  }

  /** Takes room for one more, if there is any. */
  boolean take(long now) {
    if (credit == 0 && now >= lookAt) {
      long free = (limit - reserve - used.getAsLong()) / each;
      credit = Math.max(0, (free + 1) / 2);
      lookAt = credit == 0 ? now + PAUSE : Long.MIN_VALUE;
    }
    if (credit == 0) {
      return false;
    }
    credit--;
    return true;
  }

  @Override
  public String toString() {
    return "%s run short: of %,d, %,d are kept in reserve".formatted(what, limit, reserve);
  }
}
