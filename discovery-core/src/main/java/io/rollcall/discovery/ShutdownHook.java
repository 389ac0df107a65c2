package io.rollcall.discovery;

import io.rollcall.discovery.thread.LibraryThreads;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes handles when the JVM shuts down, servers last. Thread-safe. */
final class ShutdownHook {
  private static final Set<AutoCloseable> handles = new LinkedHashSet<>();
  private static final int MOST_THREADS = 32;
  private static final long PATIENCE_SECONDS = 5;
  private static @Nullable Thread hook;

  private ShutdownHook() {}

  /** Has the handle closed at shutdown, if the options ask for it; returns it. */
  static <T extends AutoCloseable> T closes(T handle, Options options) {
    if (options.closeOnShutdown()) {
      synchronized (handles) {
        handles.add(handle);
        if (hook == null) {
          install();
        }
      }
    }
    return handle;
  }

  private static void install() {
    Thread installed = LibraryThreads.daemon("rollcall-shutdown", ShutdownHook::closeAll);
    try {
      Runtime.getRuntime().addShutdownHook(installed);
      hook = installed;
    } catch (IllegalStateException shuttingDown) {
      // It comes too late: what starts during the shutdown is not closed.
    }
  }

  /** The handle is closed by somebody. The hook goes with the last one, for it holds a loader. */
  static void forget(AutoCloseable handle) {
    synchronized (handles) {
      if (handles.remove(handle) && handles.isEmpty() && hook != null) {
        uninstall(hook);
        hook = null;
      }
    }
  }

  private static void uninstall(Thread installed) {
    try {
      Runtime.getRuntime().removeShutdownHook(installed);
    } catch (IllegalStateException shuttingDown) {
      // It runs.
    }
  }

  private static void closeAll() {
    List<AutoCloseable> open;
    synchronized (handles) {
      open = new ArrayList<>(handles);
    }
    close(open.stream().filter(handle -> !(handle instanceof Server)).toList());
    close(open.stream().filter(Server.class::isInstance).toList());
  }

  /** Closes them side by side: each may wait for an answer. */
  private static void close(List<AutoCloseable> open) {
    if (open.isEmpty()) {
      return;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(open.size(), MOST_THREADS),
            LibraryThreads.daemons("rollcall-shutdown", ShutdownHook.class));
    for (AutoCloseable each : open) {
      threads.execute(() -> close(each));
    }
    threads.shutdown();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable handle) {
    try {
      handle.close();
    } catch (Exception impossible) {
      throw new IllegalStateException("a handle's close throws nothing checked", impossible);
    }
  }
}
