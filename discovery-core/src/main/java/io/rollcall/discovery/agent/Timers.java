package io.rollcall.discovery.agent;

import java.util.NavigableSet;
import java.util.TreeSet;

/** When each of many wants to be called. Not thread-safe. */
public final class Timers<T extends Timed> {
  private final NavigableSet<T> byDue = new TreeSet<>();

  /** With nobody to be called. */
  public Timers() {}

  /** When one is due may have changed; {@link Long#MAX_VALUE} is never. */
  public void schedule(T timed, long due) {
    if (timed.due != due) {
      byDue.remove(timed);
      timed.due = due;
      if (due != Long.MAX_VALUE) {
        byDue.add(timed);
      }
    }
  }

  /** When the first is due. */
  public long due() {
    return byDue.isEmpty() ? Long.MAX_VALUE : byDue.first().due;
  }

  /** Who is due first; only while somebody is. */
  public T first() {
    return byDue.first();
  }
}
