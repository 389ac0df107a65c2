package io.rollcall.mesh.link;

import io.rollcall.discovery.thread.LibraryThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where handlers run by default: on virtual threads, or on a pool where the JDK has none. */
final class HandlerThreads {
  private static final long KEPT_SECONDS = 10;

  /** All nodes of the JVM share it. How many run at once is bounded by the links. */
  static final Executor EXECUTOR = make();

  private HandlerThreads() {}

  /** They came with 21, and this is compiled for 17. */
  private static Executor make() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException none) {
      return new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEPT_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          LibraryThreads.daemons("rollcall-mesh-handler", HandlerThreads.class));
    }
  }
}
