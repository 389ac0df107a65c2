package io.rollcall.testkit;

import io.rollcall.discovery.Options;

/**
 * A host in a {@link SimulatedCluster} for the servers, clients and subscribers that a test, or the
 * code that it tests, starts itself. Not thread-safe.
 *
 * <p>They are the library's own. They find the cluster's servers at {@link
 * SimulatedCluster#urlServer} and {@link SimulatedCluster#urlPubSub}, and other hosts by their
 * names. Each wait of theirs lets virtual time pass.
 */
public final class SimulatedHost extends SimulatedNode {
  private boolean closed;

  SimulatedHost(SimulatedCluster cluster, String name) {
    super(cluster, name);
  }

  /** The cluster's options, for a handle in the process that runs here now. */
  public Options options() {
    return cluster().options(process());
  }

  /**
   * Options for a handle in the process that runs here now. Callbacks run on the thread that
   * advances time, unless these options name an executor.
   */
  public Options options(Options given) {
    return process().options(given);
  }

  /** Crashes it if it is alive, and begins another process, for which there are other options. */
  public void restart() {
    beginProcess();
    closed = false;
  }

  @Override
  void closeHandle() {
    closed = true;
    kill();
  }

  @Override
  boolean isClosed() {
    return closed;
  }

  @Override
  public String toString() {
    return "host " + name() + " " + condition();
  }
}
