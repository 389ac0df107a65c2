package io.rollcall.discovery.guard;

import java.util.function.LongSupplier;

/**
 * Whether one more connection fits into a resource of this process, with a reserve left for those
 * who are in. Pure but for what it measures. Thread-safe.
 *
 * <p>To measure may cost a millisecond. So what was found free is given out by halves before it is
 * measured again, within a second, and when nothing is free it is measured once in a tenth of one.
 */
public final class ResourceBudget {
  private static final long PAUSE = 100_000_000L;

  /** What was found so long ago may have been taken by others. */
  private static final long VALID = 1_000_000_000L;

  private final String what;
  private final long limit;
  private final long reserve;
  private final long each;
  private final LongSupplier used;
  private long credit;
  private boolean empty;
  private boolean looked;
  private long lookedAt;

  /**
   * @param what the resource, for the log
   * @param limit how much of it there is
   * @param each how much of it a connection takes
   * @param used measures how much of it is in use; where that fails all of it counts as used
   */
  public ResourceBudget(String what, long limit, long reserve, long each, LongSupplier used) {
    this.what = what;
    this.limit = limit;
    this.reserve = reserve;
    this.each = each;
    this.used = used;
  }

  /** Takes room for one more, if there is any. */
  public synchronized boolean take(long now) {
    boolean old = !looked || now - lookedAt >= (empty ? PAUSE : VALID);
    if (old || (credit == 0 && !empty)) {
      long free = (limit - reserve - inUse()) / each;
      credit = Math.max(0, (free + 1) / 2);
      empty = credit == 0;
      looked = true;
      lookedAt = now;
    }
    if (credit == 0) {
      return false;
    }
    credit--;
    return true;
  }

  /** What can't be measured, for want of a descriptor perhaps, is used up. */
  private long inUse() {
    try {
      return used.getAsLong();
    } catch (RuntimeException | Error notMeasured) {
      return limit;
    }
  }

  @Override
  public String toString() {
    return "%s run short: of %,d, %,d are kept in reserve".formatted(what, limit, reserve);
  }
}
