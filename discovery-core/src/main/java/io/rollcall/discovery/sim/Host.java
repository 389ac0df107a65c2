package io.rollcall.discovery.sim;

import java.util.ArrayList;
import java.util.List;

/** A place where agents run; it can stop for a while, and its wall clock can be wrong. */
public final class Host {
  private final World world;
  private final String name;
  private final List<Runnable> waiting = new ArrayList<>();
  private final List<Runnable> onResume = new ArrayList<>();
  private boolean paused;
  private long wallOffsetMillis;

  Host(World world, String name) {
    this.world = world;
    this.name = name;
  }

  /** The host's name. */
  public String name() {
    return name;
  }

  /** What a clock on the wall shows, in milliseconds since 1970. */
  public long wallMillis() {
    return World.WALL_START_MILLIS + wallOffsetMillis + world.now() / 1_000_000;
  }

  /** The clock on the wall jumps. */
  public void jump(long millis) {
    wallOffsetMillis += millis;
  }

  /** Whether nothing runs here at the moment. */
  public boolean isPaused() {
    return paused;
  }

  /** Everything here stops. */
  public void pause() {
    paused = true;
  }

  /**
   * Everything here goes on. Timers fire at once; what has been received meanwhile follows in the
   * next moments, since the kernel hands it over bit by bit.
   */
  public void resume() {
    paused = false;
    onResume.forEach(Runnable::run);
    List<Runnable> backlog = List.copyOf(waiting);
    waiting.clear();
    long at = 0;
    for (Runnable each : backlog) {
      at += world.between(0, 200_000);
      world.after(at, () -> run(each));
    }
  }

  /** Something happens on this host, now or when it runs again. */
  void run(Runnable happening) {
    if (paused) {
      waiting.add(happening);
    } else {
      happening.run();
    }
  }

  void whenResumed(Runnable wake) {
    onResume.add(wake);
  }

  @Override
  public String toString() {
    return name;
  }
}
