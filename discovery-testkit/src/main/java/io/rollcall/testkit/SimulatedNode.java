package io.rollcall.testkit;

import io.rollcall.sim.Host;
import io.rollcall.sim.HostProcess;

/**
 * A process in a {@link SimulatedCluster}, on a host of its own. Not thread-safe.
 *
 * <p>What is done to a node is seen by others as time is advanced.
 */
public abstract sealed class SimulatedNode
    permits SimulatedServer, SimulatedClient, SimulatedSubscriber, SimulatedHost {
  private final SimulatedCluster cluster;
  private final Host host;
  private HostProcess process;

  SimulatedNode(SimulatedCluster cluster, String name) {
    this.cluster = cluster;
    this.host = cluster.network().host(name);
    this.process = cluster.network().process(host);
  }

  /** Closes what runs in the process, which may wait. */
  abstract void closeHandle();

  /** Whether what runs in the process was closed. */
  abstract boolean isClosed();

  final SimulatedCluster cluster() {
    return cluster;
  }

  final Host host() {
    return host;
  }

  final HostProcess process() {
    return process;
  }

  /** Its name: a client's member name, {@code server1}, {@code subscriber1} and so on. */
  public final String name() {
    return host.name();
  }

  /** Whether it has neither crashed nor been closed; a paused one is alive. */
  public final boolean isAlive() {
    return process.isAlive() && !isClosed();
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
    kill();
  }

  /**
   * Closes it as the real one is closed; time passes meanwhile. Idempotent.
   *
   * @throws IllegalStateException if it is paused
   */
  public final void close() {
    if (isAlive()) {
      closeHandle();
    }
  }

  /** Ends the process; nothing that it leaves behind stops the next one on its host. */
  final void kill() {
    process.kill();
    if (host.isPaused()) {
      host.resume();
    }
  }

  /** Ends the process, and begins another one on this host. */
  final void beginProcess() {
    kill();
    process = cluster.network().process(host);
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
