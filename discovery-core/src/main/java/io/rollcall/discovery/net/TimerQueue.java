package io.rollcall.discovery.net;

import java.util.TreeSet;
import java.util.function.Consumer;

/** Tasks in the order in which they are due; those due at one time in the order they were set. */
final class TimerQueue {
  private final TreeSet<Timer> waiting = new TreeSet<>();
  private long numbers;

  Timer add(long due, Runnable task) {
    Timer timer = new Timer(this, due, numbers++, task);
    waiting.add(timer);
    return timer;
  }

  void remove(Timer timer) {
    waiting.remove(timer);
  }

  /** Takes out those due by now and hands over the task of each; what these set waits its turn. */
  void due(long now, Consumer<Runnable> runner) {
    long last = numbers;
    while (!waiting.isEmpty() && waiting.first().due <= now && waiting.first().number < last) {
      Timer timer = waiting.first();
      waiting.remove(timer);
      runner.accept(timer.task);
    }
  }

  /** Nanoseconds until the next is due: 0 if one is, {@code Long.MAX_VALUE} if there is none. */
  long untilNext(long now) {
    return waiting.isEmpty() ? Long.MAX_VALUE : Math.max(0, waiting.first().due - now);
  }
}
