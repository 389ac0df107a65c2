package io.rollcall.mesh.link;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a task of a handler whenever there is demand, never twice at a time. Thread-safe. */
final class DemandTask implements Runnable {
  private final Executor executor;
  private final BooleanSupplier hasDemand;
  private @Nullable Runnable task;
  private boolean running;
  private boolean again;

  DemandTask(Executor executor, BooleanSupplier hasDemand) {
    this.executor = executor;
    this.hasDemand = hasDemand;
  }

  synchronized void set(Runnable next) {
    task = next;
    wake();
  }

  /** There may be demand. */
  @SuppressWarnings("CatchThrowable")
  synchronized void wake() {
    again = true;
    if (!running && task != null) {
      running = true;
      try {
        executor.execute(this);
      } catch (Throwable rejected) {
        // The executor was shut down by its owner; the stream ends by its deadline.
        running = false;
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    if (!again) {
      running = false;
      return null;
    }
    again = false;
    return task;
  }

  @Override
  public void run() {
    for (Runnable next = next(); next != null; next = next()) {
      if (hasDemand.getAsBoolean()) {
        next.run();
      }
    }
  }
}
