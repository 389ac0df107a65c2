package io.rollcall.discovery.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where callbacks run unless the options name another executor: a thread for each subscription that
 * has something to deliver, kept for a moment since the next item often comes soon. All daemons.
 * Thread-safe.
 */
public final class ReaderThreads {
  private static final long KEPT_MILLIS = 1_000;

  /** All subscriptions share it. */
  public static final Executor EXECUTOR =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEPT_MILLIS,
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          LibraryThreads.daemons("rollcall-reader", ReaderThreads.class));

  private ReaderThreads() {}
}
