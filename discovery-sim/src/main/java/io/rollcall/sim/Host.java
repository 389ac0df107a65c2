package io.rollcall.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A place where agents run; it can stop for a while, and its wall clock can be wrong. */
public final class Host {
  private final World world;
  private final String name;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final List<Runnable> onResume = new ArrayList<>();
  private boolean paused;
  private boolean handingOver;
  private long wallOffsetMillis;
  private String key = "";

  Host(World world, String name) {
    this.world = world;
    this.name = name;
  }

  /** The host's name. */
  public String name() {
    return name;
  }

  /** Each connection that is made from here proves this key from now on. */
  public void prove(String key) {
    this.key = key;
  }

  String key() {
    return key;
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
   * next moments, in order, since the kernel hands it over bit by bit. What comes in these moments
   * waits behind it.
   */
  public void resume() {
    paused = false;
    onResume.forEach(Runnable::run);
    handOverNext();
  }

  private void handOverNext() {
    if (!handingOver && !waiting.isEmpty()) {
      handingOver = true;
      world.after(world.between(0, 200_000), this::handOver);
    }
  }

  private void handOver() {
    handingOver = false;
    if (!paused && !waiting.isEmpty()) {
      waiting.remove().run();
      handOverNext();
    }
  }

  /** Something happens on this host, after what waits already; at once if nothing does. */
  void run(Runnable happening) {
    if (paused || !waiting.isEmpty()) {
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
