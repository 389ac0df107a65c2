package io.rollcall.discovery.thread;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes handles when the JVM shuts down, those that others lean on last. Thread-safe. */
public final class ShutdownHook {
  /** Which handles are closed together, in this order. */
  public enum Order {
    /** What talks to servers, or stands on one of this JVM. */
    FIRST,
    /** Servers: they are there to take the goodbyes. */
    LAST
  }

  private static final Map<AutoCloseable, Order> handles = new LinkedHashMap<>();
  private static final int MOST_THREADS = 32;
  private static final long PATIENCE_SECONDS = 5;
  private static @Nullable Thread hook;

  private ShutdownHook() {}

  /** Has the handle closed at shutdown, if it {@code shall} be; returns it. */
  public static <T extends AutoCloseable> T closes(T handle, boolean shall, Order order) {
    if (shall) {
      synchronized (handles) {
        handles.put(handle, order);
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
  public static void forget(AutoCloseable handle) {
    synchronized (handles) {
      if (handles.remove(handle) != null && handles.isEmpty() && hook != null) {
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
    Map<AutoCloseable, Order> open;
    synchronized (handles) {
      open = new LinkedHashMap<>(handles);
    }
    for (Order order : Order.values()) {
      close(open.keySet().stream().filter(handle -> open.get(handle) == order).toList());
    }
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
