package io.rollcall.mesh.link;

import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Engine;
import io.rollcall.mesh.protocol.Deadlines;

/**
 * Calls something when it is due, or earlier: a time that moves on, as the deadlines of requests
 * that are answered do, costs nothing. For the engine's thread only.
 */
final class Wakeup {
  private final Alarm alarm;
  private final Runnable task;
  private long setFor = Deadlines.NEVER;

  Wakeup(Engine engine, Runnable task) {
    this.task = task;
    this.alarm = new Alarm(engine, this::ring);
  }

  /** Something is due then; {@link Deadlines#NEVER} is no time. */
  void want(long due) {
    if (due < setFor) {
      setFor = due;
      alarm.set(due);
    }
  }

  private void ring() {
    setFor = Deadlines.NEVER;
    task.run();
  }

  void cancel() {
    setFor = Deadlines.NEVER;
    alarm.cancel();
  }
}
