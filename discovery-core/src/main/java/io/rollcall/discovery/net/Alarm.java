package io.rollcall.discovery.net;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One task that is run at one time: to set it again moves it. For the engine's thread only, but for
 * the constructor.
 */
public final class Alarm {
  private final Engine engine;
  private final Runnable task;
  private @Nullable Timer timer;

  /** Of this task, which is not set yet. */
  public Alarm(Engine engine, Runnable task) {
    this.engine = engine;
    this.task = task;
  }

  /** Runs it then, by {@link Engine#now}; at once if that has been. */
  public void set(long due) {
    cancel();
    timer = engine.after(due - engine.now(), task);
  }

  /** Runs it then, or not at all. */
  public void set(Optional<Long> due) {
    due.ifPresentOrElse(this::set, this::cancel);
  }

  /** It is not run, unless it has been. */
  public void cancel() {
    if (timer != null) {
      timer.cancel();
    }
  }
}
