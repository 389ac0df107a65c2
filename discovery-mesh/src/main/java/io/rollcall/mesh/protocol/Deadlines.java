package io.rollcall.mesh.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Things that are due at some time, in that order; those of one time in the order they were added.
 *
 * @param <T> what is due
 */
public final class Deadlines<T> {
  /** What {@link #nextDue} returns where nothing is. */
  public static final long NEVER = Long.MAX_VALUE;

  /** One thing and its time. */
  public static final class Entry<T> implements Comparable<Entry<T>> {
    private final long due;
    private final long number;
    private final T item;

    private Entry(long due, long number, T item) {
      this.due = due;
      this.number = number;
      this.item = item;
    }

    /** What is due. */
    public T item() {
      return item;
    }

    @Override
    public int compareTo(Entry<T> other) {
      int byDue = Long.compare(due, other.due);
      return byDue != 0 ? byDue : Long.compare(number, other.number);
    }
  }

  private final TreeSet<Entry<T>> waiting = new TreeSet<>();
  private long numbers;

  /** Nothing is due. */
  public Deadlines() {}

  /** Something is due then. */
  public Entry<T> add(long due, T item) {
    Entry<T> entry = new Entry<>(due, numbers++, item);
    waiting.add(entry);
    return entry;
  }

  /** It is not due any more; nothing happens where it has been. */
  public void remove(Entry<T> entry) {
    waiting.remove(entry);
  }

  /** Takes out what is due by now. */
  public List<T> due(long now) {
    List<T> due = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.first().due <= now) {
      due.add(waiting.pollFirst().item);
    }
    return due;
  }

  /** When the next is due; {@link #NEVER} if nothing is. */
  public long nextDue() {
    return waiting.isEmpty() ? NEVER : waiting.first().due;
  }
}
