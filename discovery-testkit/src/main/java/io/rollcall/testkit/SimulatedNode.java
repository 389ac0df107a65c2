package io.rollcall.testkit;

import io.rollcall.discovery.sim.Host;
import io.rollcall.discovery.sim.SimStation;

/**
 * A process in a {@link SimulatedCluster}, on a host of its own. Not thread-safe.
 *
 * <p>What is done to a node takes effect as time is advanced.
 */
public abstract sealed class SimulatedNode
    permits SimulatedServer, SimulatedClient, SimulatedSubscriber {
  private final Stage stage;
  private final Host host;
  private boolean closing;

  SimulatedNode(Stage stage, String name) {
    this.stage = stage;
    this.host = stage.host(name);
  }

  abstract SimStation station();

  Stage stage() {
    return stage;
  }

  Host host() {
    return host;
  }

  /** Its name: a client's member name, {@code server1}, {@code subscriber1} and so on. */
  public final String name() {
    return host.name();
  }

  /** Whether it has neither crashed nor been closed; a paused one is alive. */
  public final boolean isAlive() {
    return !closing && station().isAlive();
  }

  /** Whether it is paused. */
  public final boolean isPaused() {
    return host.isPaused();
  }

  /**
   * Stops it where it stands, as a stopped process or a long garbage collection. Its connections
   * stay, and what comes in waits. Idempotent.
   *
   * @throws IllegalStateException if it is not alive
   */
  public final void pause() {
    requireAlive("pause");
    host.pause();
  }

  /**
   * Lets it go on.
   *
   * @throws IllegalStateException if it is not paused
   */
  public final void resume() {
    if (!host.isPaused()) {
      throw new IllegalStateException("resume " + name() + ": it is not paused");
    }
    host.resume();
  }

  /**
   * Ends it without a word, as a killed process: its connections break.
   *
   * @throws IllegalStateException if it is not alive
   */
  public final void crash() {
    requireAlive("crash");
    station().crash();
    wake();
  }

  /** Closes it as the real one is closed. Idempotent. */
  public final void close() {
    if (isAlive()) {
      closing = true;
      station().close();
    }
  }

  /** What a process leaves behind does not stop the next one on its host. */
  final void wake() {
    if (host.isPaused()) {
      host.resume();
    }
  }

  final void startedAgain() {
    closing = false;
  }

  private void requireAlive(String what) {
    if (!isAlive()) {
      throw new IllegalStateException(what + " " + name() + ": it has crashed or was closed");
    }
  }

  final String condition() {
    return isPaused() ? "paused" : isAlive() ? "alive" : "gone";
  }
}
