package io.rollcall.processes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The pauses of the whole machine, as far as this process can tell: a watchdog thread asks to be
 * woken every 10 ms, and notes each time that it was woken more than a second late. Then no process
 * of this machine can be blamed for what it did not do meanwhile, so the step of a test or a
 * benchmark that was running is void. Thread-safe.
 */
public final class Pauses {

  /**
   * A time in which the watchdog was not run.
   *
   * @param from when it should have been woken, as {@link System#nanoTime} counts
   * @param to when it was
   */
  public record Pause(long from, long to) {
    @Override
    public String toString() {
      return "%.1f s".formatted((to - from) / 1e9);
    }
  }

  private static final Duration PACE = Duration.ofMillis(10);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Pauses MACHINE = watched();

  private final List<Pause> pauses = new CopyOnWriteArrayList<>();

  Pauses() {}

  /** Those of this machine since this class was first used. The first call starts the watchdog. */
  public static Pauses ofThisMachine() {
    return MACHINE;
  }

  /** All so far. */
  public List<Pause> all() {
    return List.copyOf(pauses);
  }

  /** Those that ended after this moment of {@link System#nanoTime}. */
  public List<Pause> since(long moment) {
    return pauses.stream().filter(pause -> pause.to() - moment > 0).toList();
  }

  /** The watchdog wanted to be woken at one moment and was at the other. */
  void woken(long due, long now) {
    if (now - due > LEAST.toNanos()) {
      pauses.add(new Pause(due, now));
    }
  }

  private static Pauses watched() {
    Pauses pauses = new Pauses();
    Thread watchdog = new Thread(pauses::watch, "pauses");
    watchdog.setDaemon(true);
    watchdog.start();
    return pauses;
  }

  private void watch() {
    long due = System.nanoTime() + PACE.toNanos();
    while (true) {
      LockSupport.parkNanos(due - System.nanoTime());
      long now = System.nanoTime();
      if (now - due >= 0) {
        woken(due, now);
        due = now + PACE.toNanos();
      }
    }
  }
}
