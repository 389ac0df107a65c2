package io.rollcall.discovery.thread;

import java.util.concurrent.CompletionStage;

/** Lets those who wait go on once it has been opened, for good. Thread-safe. */
public final class Latch {
  private final Threads threads;
  private final Monitor monitor;
  private volatile boolean open;

  /** One that is not open yet. */
  public Latch(Threads threads) {
    this.threads = threads;
    this.monitor = new Monitor(threads);
  }

  /** One that opens when this stage completes, in whatever way. */
  public static Latch of(CompletionStage<?> stage, Threads threads) {
    Latch latch = new Latch(threads);
    CompletionStage<?> unused = stage.whenComplete((value, failed) -> latch.open());
    return latch;
  }

  /** Opens it. Idempotent. */
  public void open() {
    monitor.lock();
    try {
      open = true;
      monitor.changed();
    } finally {
      monitor.unlock();
    }
  }

  /** Whether it has been opened. */
  public boolean isOpen() {
    return open;
  }

  /**
   * Waits until it is open, for so many nanoseconds at most.
   *
   * @return whether it is open
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public boolean await(long nanos) throws InterruptedException {
    return monitor.await(nanos, () -> open);
  }

  /** Waits also when interrupted, for ever if need be; the interrupt is noted afterwards. */
  public void awaitUninterruptibly() {
    boolean unused = awaitUninterruptibly(Long.MAX_VALUE);
  }

  /**
   * Waits also when interrupted; the interrupt is noted afterwards.
   *
   * @return whether it was opened within so many nanoseconds
   */
  public boolean awaitUninterruptibly(long nanos) {
    long began = threads.now();
    return Uninterruptibly.await(() -> await(nanos - (threads.now() - began)));
  }
}
