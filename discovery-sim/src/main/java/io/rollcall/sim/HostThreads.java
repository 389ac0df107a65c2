package io.rollcall.sim;

import io.rollcall.discovery.thread.Threads;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;

/** The threads of a simulated process: the one that runs the world is all of them in turn. */
final class HostThreads implements Threads {
  private final World world;
  private final TcpProcess process;

  HostThreads(World world, TcpProcess process) {
    this.world = world;
    this.process = process;
  }

  /**
   * Lets things happen meanwhile. The lock stays with this thread, which may enter it again. In a
   * process that was killed no wait takes any time, since nothing comes of it.
   *
   * @throws IllegalStateException if the host is paused
   */
  @Override
  public long await(Condition changed, long nanos) {
    if (!process.isAlive()) {
      return 0;
    }
    if (process.host().isPaused()) {
      throw new IllegalStateException(
          "host '" + process.host() + "' is paused: nothing there can wait");
    }
    return world.waiting(nanos);
  }

  @Override
  public long now() {
    return world.now();
  }

  /** Runs it on the host, unless the process was killed meanwhile. */
  @Override
  public void after(long nanos, Runnable task) {
    world.after(
        nanos,
        () ->
            process
                .host()
                .run(
                    () -> {
                      if (process.isAlive()) {
                        task.run();
                      }
                    }));
  }

  /** Runs tasks once what happens now is over. */
  @Override
  public Executor readers() {
    return world::afterwards;
  }
}
