package io.rollcall.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A task of an executor in virtual time. */
final class VirtualTask<V extends @Nullable Object> extends FutureTask<V>
    implements ScheduledFuture<V> {
  private final VirtualTime time;
  private final boolean reports;
  private final long period;
  private long due;
  private @Nullable Throwable thrown;

  /**
   * A task that is due at this nanosecond, and then again after each {@code period} if that is not
   * 0; {@code reports} what it throws to whoever runs it.
   */
  VirtualTask(VirtualTime time, Callable<V> work, boolean reports, long due, long period) {
    super(work);
    this.time = time;
    this.reports = reports;
    this.due = due;
    this.period = period;
  }

  /** Runs it; returns whether it is to run again, which then is due. */
  boolean runOnce() {
    boolean again = false;
    if (period == 0) {
      run();
    } else if (runAndReset()) {
      due += period;
      again = true;
    }
    if (reports && thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (reports && thrown instanceof Error error) {
      throw error;
    }
    return again;
  }

  long due() {
    return due;
  }

  boolean isRepeated() {
    return period != 0;
  }

  @Override
  protected void setException(Throwable throwable) {
    thrown = throwable;
    super.setException(throwable);
  }

  @Override
  public V get() throws InterruptedException, ExecutionException {
    if (!isDone()) {
      throw new IllegalStateException(
          "not done at " + time.now() + ": advance the time instead of waiting");
    }
    return super.get();
  }

  /** Time stands still while somebody waits, so this is over at once. */
  @Override
  public V get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!isDone()) {
      throw new TimeoutException("not done at " + time.now());
    }
    return super.get();
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(Duration.ofNanos(due - time.nanoTime()));
  }

  @Override
  public int compareTo(Delayed other) {
    return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
  }
}
