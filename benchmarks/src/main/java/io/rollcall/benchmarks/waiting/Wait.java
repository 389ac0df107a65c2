package io.rollcall.benchmarks.waiting;

/** How the thread that owns a hub's sockets waits. {@link #wakeUp} is thread-safe. */
interface Wait {
  /**
   * Waits until there may be something on a socket, or a command; may return early.
   *
   * @param found whether anything was found since it returned last
   */
  void await(boolean found);

  /** Ends the wait; called by a thread that has a command. */
  void wakeUp();
}
