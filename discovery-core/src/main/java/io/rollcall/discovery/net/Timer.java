package io.rollcall.discovery.net;

/** A task that runs later on the engine's thread. Not thread-safe: for the engine's thread only. */
public final class Timer implements Comparable<Timer> {
  final long due;
  final long number;
  final Runnable task;
  private final TimerQueue timers;

  Timer(TimerQueue timers, long due, long number, Runnable task) {
    this.timers = timers;
    this.due = due;
    this.number = number;
    this.task = task;
  }

  @Override
  public int compareTo(Timer other) {
    int byDue = Long.compare(due, other.due);
    return byDue != 0 ? byDue : Long.compare(number, other.number);
  }

  /** The task won't run, unless it has. */
  public void cancel() {
    timers.remove(this);
  }
}
