package io.rollcall.benchmarks.thin;

import io.rollcall.processes.Orders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Members that join at a steady rate. When one is in, the oldest leaves, so their number stays. For
 * the thread of its {@link ThinLoop}.
 */
final class Churning {
  private static final double SECOND = 1e9;

  private final ThinLoop loop;
  private final ThinStays stays;
  private final Consumer<String> join;
  private final long perSecond;
  private final long lasts;
  private final long began = System.nanoTime();
  private final int steady;
  private long done;

  /** So many joins, and as many leaves, in each second, for this time. */
  Churning(ThinLoop loop, ThinStays stays, Consumer<String> join, long perSecond, Duration lasts) {
    this.loop = loop;
    this.stays = stays;
    this.join = join;
    this.perSecond = perSecond;
    this.lasts = lasts.toNanos();
    steady = stays.size();
  }

  void start() {
    loop.onTick(this::tick);
  }

  private void tick() {
    long passed = System.nanoTime() - began;
    long due = (long) (Math.min(passed, lasts) / SECOND * perSecond);
    try {
      for (; done < due; done++) {
        join.accept("churn-" + done);
      }
      while (stays.size() > steady) {
        stays.leaveOldest();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    if (passed >= lasts) {
      loop.onTick(null);
      loop.whenAllIn(
          () ->
              Orders.say(
                  "churned", done, RosterDigest.of(stays.names()), System.nanoTime() - began));
    }
  }
}
