package io.rollcall.discovery.thread;

/**
 * Waits that an interrupt does not end. The thread's interrupt flag is set again afterwards.
 * Stateless.
 */
public final class Uninterruptibly {
  private Uninterruptibly() {}

  /**
   * Something that waits, and returns what came of it.
   *
   * @param <E> what else it may throw
   */
  public interface Wait<T, E extends Exception> {
    /** Waits. */
    T await() throws InterruptedException, E;
  }

  /** Calls this until it ends without an interrupt: each interrupt begins it anew. */
  public static <T, E extends Exception> T await(Wait<T, E> wait) throws E {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.await();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the end of a thread. */
  public static void join(Thread thread) {
    boolean unused =
        await(
            () -> {
              thread.join();
              return true;
            });
  }
}
