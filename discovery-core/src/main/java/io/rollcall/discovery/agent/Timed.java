package io.rollcall.discovery.agent;

import java.util.concurrent.atomic.AtomicLong;

/** What wants to be called at a time. Belongs to the {@link Timers} that it is scheduled with. */
public abstract class Timed implements Comparable<Timed> {
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** Tells apart those that are due at one time. */
  final long number = NUMBERS.incrementAndGet();

  /** The timers are sorted by it, and set it. */
  long due = Long.MAX_VALUE;

  /** Due never, until it is scheduled. */
  protected Timed() {}

  @Override
  public final int compareTo(Timed other) {
    int byDue = Long.compare(due, other.due);
    return byDue != 0 ? byDue : Long.compare(number, other.number);
  }
}
