package io.rollcall.testkit;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An executor whose tasks run in virtual time. Not thread-safe. */
final class VirtualExecutor extends AbstractExecutorService implements ScheduledExecutorService {
  private final VirtualTime time;
  private final Set<VirtualTask<?>> pending = new LinkedHashSet<>();
  private boolean shutDown;

  VirtualExecutor(VirtualTime time) {
    this.time = time;
  }

  @Override
  public void execute(Runnable command) {
    if (command instanceof VirtualTask<?> task) {
      add(task);
    } else {
      add(task(Executors.callable(command), true, 0, 0));
    }
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return added(task(Executors.callable(command), true, unit.toNanos(delay), 0));
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    return added(task(callable, false, unit.toNanos(delay), 0));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    if (period <= 0) {
      throw new IllegalArgumentException("period " + period + " is not 1 or more");
    }
    long first = unit.toNanos(initialDelay);
    return added(task(Executors.callable(command), true, first, unit.toNanos(period)));
  }

  /** A task takes no virtual time, so this is the same as a fixed rate. */
  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    return scheduleAtFixedRate(command, initialDelay, delay, unit);
  }

  @Override
  protected <V> RunnableFuture<V> newTaskFor(Callable<V> callable) {
    return task(callable, false, 0, 0);
  }

  @Override
  protected <V> RunnableFuture<V> newTaskFor(Runnable runnable, V value) {
    return newTaskFor(Executors.callable(runnable, value));
  }

  private <V extends @Nullable Object> VirtualTask<V> task(
      Callable<V> work, boolean reports, long delay, long period) {
    long soonest = Math.max(0, delay);
    long due = time.nanoTime() + Math.min(soonest, Long.MAX_VALUE - time.nanoTime());
    return new VirtualTask<>(time, Objects.requireNonNull(work, "work"), reports, due, period);
  }

  private <V extends @Nullable Object> VirtualTask<V> added(VirtualTask<V> task) {
    add(task);
    return task;
  }

  private void add(VirtualTask<?> task) {
    if (shutDown) {
      throw new RejectedExecutionException("this executor was shut down");
    }
    pending.add(task);
    plan(task);
  }

  private void plan(VirtualTask<?> task) {
    time.world().after(task.due() - time.nanoTime(), () -> run(task));
  }

  private void run(VirtualTask<?> task) {
    if (!pending.remove(task) || task.isCancelled()) {
      return;
    }
    if (!task.runOnce()) {
      return;
    }
    if (shutDown) {
      task.cancel(false);
    } else {
      pending.add(task);
      plan(task);
    }
  }

  @Override
  public void shutdown() {
    shutDown = true;
    for (VirtualTask<?> task : List.copyOf(pending)) {
      if (task.isRepeated()) {
        task.cancel(false);
        pending.remove(task);
      }
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutDown = true;
    List<Runnable> never = List.copyOf(pending);
    pending.clear();
    return never;
  }

  @Override
  public boolean isShutdown() {
    return shutDown;
  }

  @Override
  public boolean isTerminated() {
    return shutDown && pending.stream().allMatch(Future::isCancelled);
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }

  /** On JDK 19 and later {@code ExecutorService} has one that would wait for ever. */
  public void close() {
    shutdown();
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) {
    throw waitsForEver();
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) {
    throw waitsForEver();
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks) {
    throw waitsForEver();
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) {
    throw waitsForEver();
  }

  private static UnsupportedOperationException waitsForEver() {
    return new UnsupportedOperationException(
        "who waits here for tasks waits for ever: submit them and advance the time");
  }

  @Override
  public String toString() {
    return "executor in " + time + ", " + pending.size() + " tasks wait";
  }
}
