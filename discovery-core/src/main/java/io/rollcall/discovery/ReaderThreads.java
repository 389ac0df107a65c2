package io.rollcall.discovery;

import io.rollcall.discovery.thread.LibraryThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The default {@link Options#executor}: a thread for each subscription that has something to
 * deliver, kept for a moment since the next item often comes soon. All daemons. Thread-safe.
 */
final class ReaderThreads {
  private static final long KEPT_MILLIS = 1_000;

  static final Executor EXECUTOR =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEPT_MILLIS,
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          LibraryThreads.daemons("rollcall-reader", ReaderThreads.class));

  private ReaderThreads() {}
}
