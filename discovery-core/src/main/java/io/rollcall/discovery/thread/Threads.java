package io.rollcall.discovery.thread;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * How a thread waits for something that another one does, by which clock, and which threads the
 * library's own readers run on. Thread-safe; a simulation's belongs to the thread that runs it.
 */
public interface Threads {
  /** Real ones. */
  Threads SYSTEM =
      new Threads() {
        @Override
        @SuppressWarnings("WaitNotInLoop") // whoever calls it loops
        public long await(Condition changed, long nanos) throws InterruptedException {
          return changed.awaitNanos(nanos);
        }

        @Override
        public long now() {
          return System.nanoTime();
        }

        @Override
        public void after(long nanos, Runnable task) {
          CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(task);
        }

        @Override
        public Executor readers() {
          return ReaderThreads.EXECUTOR;
        }
      };

  /**
   * Waits as {@link Condition#awaitNanos} does, with the condition's lock held; it may return
   * early.
   *
   * @return how many of the nanoseconds are left; 0 or less once the time is over
   * @throws InterruptedException if the calling thread is interrupted
   */
  long await(Condition changed, long nanos) throws InterruptedException;

  /** Nanoseconds of the clock by which waits are measured; it never jumps. */
  long now();

  /** Runs a task after so many nanoseconds, on a thread of nobody's. */
  void after(long nanos, Runnable task);

  /** Where the library follows what it shows to others. */
  Executor readers();
}
