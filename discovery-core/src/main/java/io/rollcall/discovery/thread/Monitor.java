package io.rollcall.discovery.thread;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A lock around some state, and a way to wait until the state is as wished. A virtual thread that
 * waits here leaves its carrier to others; one in {@code Object.wait} holds it on JDK 21 to 23 (JEP
 * 491). Thread-safe.
 */
public final class Monitor {
  private final Threads threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** One that nobody waits for yet. */
  public Monitor(Threads threads) {
    this.threads = threads;
  }

  /** Nobody else reads or alters the state until {@link #unlock}. */
  public void lock() {
    lock.lock();
  }

  /** Wakes the threads that wait, so that they look at the state again. Under the lock. */
  public void changed() {
    changed.signalAll();
  }

  /** Ends what {@link #lock} began. */
  public void unlock() {
    lock.unlock();
  }

  /**
   * Waits until a condition holds, which is looked at under the lock.
   *
   * @return whether it did within so many nanoseconds
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public boolean await(long nanos, BooleanSupplier condition) throws InterruptedException {
    return await(nanos, condition, () -> false);
  }

  /**
   * Waits until a condition holds. Both are looked at under the lock.
   *
   * @return whether it did before the time was over or {@code hopeless} held
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public boolean await(long nanos, BooleanSupplier condition, BooleanSupplier hopeless)
      throws InterruptedException {
    long left = nanos;
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0 || hopeless.getAsBoolean()) {
          return false;
        }
        left = threads.await(changed, left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
