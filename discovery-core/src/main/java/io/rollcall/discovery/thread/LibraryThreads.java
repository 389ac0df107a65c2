package io.rollcall.discovery.thread;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes the daemon threads of this library. Stateless.
 *
 * <p>A new thread usually inherits from whoever starts it: the context class loader, inheritable
 * thread locals, the access rights of everybody on the stack, the priority. Several applications of
 * one JVM may share a thread of this library, and the thread may outlive the one that had it
 * started; that one's class loader could then never be collected. So these threads inherit none of
 * it. Their context class loader is the one that loaded the task.
 */
public final class LibraryThreads {
  private LibraryThreads() {}

  /** A daemon thread of this name that runs this task once it is started. */
  // Not a schedule: a thread takes the priority of the one that made it, and shall not.
  @SuppressWarnings("ThreadPriorityCheck")
  public static Thread daemon(String name, Runnable task) {
    return privileged(
        () -> {
          Thread thread = new Thread(null, task, name, 0, false);
          thread.setDaemon(true);
          thread.setPriority(Thread.NORM_PRIORITY);
          thread.setContextClassLoader(task.getClass().getClassLoader());
          return thread;
        });
  }

  /** Makes daemon threads for a pool that this class owns; all of them have this name. */
  public static ThreadFactory daemons(String name, Class<?> owner) {
    return task -> owned(name, task, owner);
  }

  /** As above; behind the name each has a number, from 1. */
  public static ThreadFactory numbered(String name, Class<?> owner) {
    AtomicInteger number = new AtomicInteger();
    return task -> owned(name + number.incrementAndGet(), task, owner);
  }

  /** A pool wraps what it runs in a class of the JDK, which says nothing of whose it is. */
  private static Thread owned(String name, Runnable task, Class<?> owner) {
    Thread thread = daemon(name, task);
    thread.setContextClassLoader(owner.getClassLoader());
    return thread;
  }

  /** Runs what makes the JDK start threads of its own, which then inherit from this class alone. */
  public static void starting(Class<?> owner, Runnable start) {
    starting(
        owner,
        () -> {
          start.run();
          return owner;
        });
  }

  /** As above, and returns what is made. */
  public static <T> T starting(Class<?> owner, Supplier<T> start) {
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    current.setContextClassLoader(owner.getClassLoader());
    try {
      return privileged(start::get);
    } finally {
      current.setContextClassLoader(before);
    }
  }

  /** What is made in here inherits the access rights of this library, not those of its callers. */
  @SuppressWarnings("removal")
  private static <T> T privileged(PrivilegedAction<T> making) {
    return AccessController.doPrivileged(making);
  }
}
