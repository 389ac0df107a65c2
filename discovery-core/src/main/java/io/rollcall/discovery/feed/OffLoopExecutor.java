package io.rollcall.discovery.feed;

import java.util.concurrent.Executor;

/**
 * Has an executor run tasks, but never on the thread that hands them in, which may own sockets. A
 * pool that is full may do that ({@code CallerRunsPolicy}), or one that runs everything at once;
 * then another executor takes the task. Thread-safe.
 */
final class OffLoopExecutor implements Executor {
  private final Executor executor;
  private final Executor instead;

  OffLoopExecutor(Executor executor, Executor instead) {
    this.executor = executor;
    this.instead = instead;
  }

  @Override
  public void execute(Runnable task) {
    Handing handing = new Handing(task);
    try {
      executor.execute(handing);
    } finally {
      handing.isOver = true;
    }
  }

  private final class Handing implements Runnable {
    private final Runnable task;
    private final Thread by = Thread.currentThread();

    /** Only the thread that hands the task in reads it. */
    private boolean isOver;

    Handing(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (Thread.currentThread() == by && !isOver) {
        instead.execute(task);
      } else {
        task.run();
      }
    }
  }
}
