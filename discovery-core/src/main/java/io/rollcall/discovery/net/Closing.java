package io.rollcall.discovery.net;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something that is closed once, for which everybody who closes it waits. Thread-safe. */
public final class Closing {
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /** Of something that is open. */
  public Closing() {}

  /** Whether somebody closes it, or has. */
  public boolean hasBegun() {
    return begun.get();
  }

  /**
   * Does the work if nobody has begun it; else waits for it, unless that would hold it up. An
   * interrupt ends no wait.
   */
  public void close(Engine engine, Runnable work) {
    if (begun.compareAndSet(false, true)) {
      try {
        work.run();
      } finally {
        done.complete(null);
      }
    } else if (!engine.onThread()) {
      done.join();
    }
  }
}
