package io.rollcall.testkit;

import io.rollcall.discovery.Incarnation;
import io.rollcall.sim.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/**
 * Time that stands still until a test moves it. It begins at {@link #START}. Not thread-safe.
 *
 * <p>What is due happens on the thread that calls {@link #advance}, in order of due time; what is
 * due at one moment happens in the order in which it was scheduled.
 */
public final class VirtualTime {
  /** When every virtual time begins: 2023-11-14T22:13:20Z. */
  public static final Instant START = Instant.ofEpochMilli(World.WALL_START_MILLIS);

  private static final int MOST_STEPS_AT_ONCE = 1_000_000;

  private final World world = new World(SimulatedCluster.DEFAULT_SEED);
  private boolean advancing;

  private VirtualTime() {}

  /** A time of its own at each call. */
  public static VirtualTime start() {
    return new VirtualTime();
  }

  /** The present moment. */
  public Instant now() {
    return START.plusNanos(world.now());
  }

  /**
   * Nanoseconds since {@link #START}, for code that measures durations by {@link System#nanoTime}.
   */
  public long nanoTime() {
    return world.now();
  }

  /** A clock that shows this time, in UTC. */
  public Clock clock() {
    return new VirtualClock(this, ZoneOffset.UTC);
  }

  /**
   * An executor of its own at each call, whose tasks run in this time. None runs before {@link
   * #advance} is called, with {@link Duration#ZERO} at least.
   *
   * <p>What a task throws comes out of {@code advance}, unless somebody holds it: that of {@code
   * submit} and of a {@code Callable} is in the future. Waiting for a future that is not done, and
   * {@code invokeAll} and {@code invokeAny}, throw instead of waiting for ever. After {@code
   * shutdown} delayed tasks still run and repeated ones do not; {@code awaitTermination} does not
   * wait.
   */
  public ScheduledExecutorService executor() {
    return new VirtualExecutor(this);
  }

  /**
   * Lets something happen after this time, for tests that are written down beforehand. What it
   * throws comes out of {@link #advance}.
   *
   * @throws IllegalArgumentException as {@link #advance}
   */
  public void after(Duration delay, Runnable happening) {
    Objects.requireNonNull(happening, "happening");
    world.after(end(delay) - world.now(), happening);
  }

  /**
   * Moves time on, and lets happen what is due until then, including what becomes due meanwhile.
   *
   * <p>What a task throws comes out of here. Then time stands where it was thrown, and the next
   * call goes on from there.
   *
   * @throws IllegalArgumentException if it is negative, or more than 292 years after {@link #START}
   * @throws IllegalStateException if it is called by something that happens in this time
   */
  public void advance(Duration by) {
    until(() -> false, end(by));
  }

  /**
   * Moves time on until a condition holds. It is looked at now and after each thing that happens.
   *
   * @param most how long that may take
   * @return how long it took
   * @throws AssertionError if it does not hold by then
   * @throws IllegalArgumentException as {@link #advance}
   * @throws IllegalStateException as {@link #advance}
   */
  public Duration advanceUntil(BooleanSupplier condition, Duration most) {
    long before = world.now();
    if (!await(condition, most)) {
      throw new AssertionError("the condition did not hold within " + most + ", by " + now());
    }
    return Duration.ofNanos(world.now() - before);
  }

  boolean await(BooleanSupplier condition, Duration most) {
    return until(condition, end(most));
  }

  World world() {
    return world;
  }

  /** An incarnation that starts now. */
  Incarnation incarnation() {
    return Incarnation.of(now().toEpochMilli(), id());
  }

  UUID id() {
    return new UUID(world.random().nextLong(), world.random().nextLong());
  }

  private long end(Duration by) {
    Duration most = Duration.ofNanos(Long.MAX_VALUE - world.now());
    if (by.isNegative() || by.compareTo(most) > 0) {
      throw new IllegalArgumentException("%s is not 0 to %s".formatted(by, most));
    }
    return world.now() + by.toNanos();
  }

  private boolean until(BooleanSupplier condition, long end) {
    if (advancing || world.isHappening()) {
      throw new IllegalStateException(
          "time is being advanced at " + now() + ": what happens in it can't advance it");
    }
    advancing = true;
    try {
      long moment = world.now();
      int steps = 0;
      world.deliver();
      while (!condition.getAsBoolean()) {
        if (!world.step(end)) {
          return condition.getAsBoolean();
        }
        world.deliver();
        steps = world.now() == moment ? steps + 1 : 0;
        moment = world.now();
        if (steps > MOST_STEPS_AT_ONCE) {
          throw new IllegalStateException(
              "time stands still at %s: more than %,d things happen at once"
                  .formatted(now(), MOST_STEPS_AT_ONCE));
        }
      }
      return true;
    } finally {
      advancing = false;
    }
  }

  @Override
  public String toString() {
    return "virtual time " + now();
  }
}
