package io.rollcall.sim;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/** Virtual time: what is to happen, in order, and the one source of chance. Not thread-safe. */
public final class World {
  /** What a clock on the wall shows when a world begins, in milliseconds since 1970. */
  public static final long WALL_START_MILLIS = 1_700_000_000_000L;

  private record Event(long at, long number, Runnable happening) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final Random random;
  private final Queue<Runnable> deliveries = new ArrayDeque<>();
  private long numbers;
  private long now;
  private boolean happening;

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
    happen(next.happening);
    return true;
  }

  /** Whether something happens at the moment, and calls this. */
  public boolean isHappening() {
    return happening;
  }

  /** Something is to be delivered once what happens now is over. */
  public void afterwards(Runnable delivery) {
    deliveries.add(delivery);
  }

  /** Delivers what is to be delivered, in order, with what becomes so meanwhile. */
  public void deliver() {
    for (Runnable next = deliveries.poll(); next != null; next = deliveries.poll()) {
      happen(next);
    }
  }

  /** Whoever waits in there lets more happen meanwhile. */
  private void happen(Runnable next) {
    boolean within = happening;
    happening = true;
    try {
      next.run();
    } finally {
      happening = within;
    }
  }

  /**
   * Lets the next thing happen while somebody waits, for so many nanoseconds at most.
   *
   * @return how many are left
   * @throws IllegalStateException if it is a wait without end, and nothing will ever happen
   */
  long waiting(long nanos) {
    long end = now > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : now + nanos;
    if (!deliveries.isEmpty()) {
      deliver();
    } else if (events.isEmpty() && end == Long.MAX_VALUE) {
      throw new IllegalStateException("a wait for what will never happen");
    } else if (step(end)) {
      deliver();
    }
    return end - now;
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
