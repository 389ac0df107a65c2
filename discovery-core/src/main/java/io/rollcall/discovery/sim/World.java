package io.rollcall.discovery.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time: what is to happen, in order, and the one source of chance. Not thread-safe. */
public final class World {
  /** What a clock on the wall shows when a world begins, in milliseconds since 1970. */
  public static final long WALL_START_MILLIS = 1_700_000_000_000L;

  private record Event(long at, long number, Runnable happening) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final Random random;
  private long numbers;
  private long now;

  /** A world in which chance follows this seed. */
  public World(long seed) {
    this.random = new Random(seed);
  }

  /** Nanoseconds since the world began. */
  public long now() {
    return now;
  }

  /** The one source of chance. */
  public Random random() {
    return random;
  }

  /** Something shall happen after so many nanoseconds. */
  public void after(long delay, Runnable happening) {
    events.add(new Event(now + Math.max(0, delay), numbers++, happening));
  }

  /** Lets the next thing happen; returns whether there was one before {@code end}. */
  public boolean step(long end) {
    Event next = events.peek();
    if (next == null || next.at > end) {
      now = Math.max(now, end);
      return false;
    }
    events.remove();
    now = next.at;
    next.happening.run();
    return true;
  }

  /** Whether something happens that has this probability. */
  public boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** Evenly drawn, from {@code least} to {@code most} nanoseconds. */
  public long between(long least, long most) {
    return least + (long) (random.nextDouble() * (most - least + 1));
  }
}
