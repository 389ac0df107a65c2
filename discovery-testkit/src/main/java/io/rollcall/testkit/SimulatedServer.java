package io.rollcall.testkit;

import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Server;

/** A {@link Server} in a {@link SimulatedCluster}, over all of its starts. Not thread-safe. */
public final class SimulatedServer extends SimulatedNode {
  private Server server;

  SimulatedServer(SimulatedCluster cluster, String name) {
    super(cluster, name);
    this.server = started();
  }

  private Server started() {
    return Server.start(
        "tcp://*:" + SimulatedCluster.SURVEY_PORT,
        "tcp://*:" + SimulatedCluster.PUB_SUB_PORT,
        cluster().options(process()));
  }

  /**
   * Starts it again at its address, as another incarnation, which settles.
   *
   * @throws IllegalStateException if it is alive
   */
  public void start() {
    if (isAlive()) {
      throw new IllegalStateException(
          "start %s: it has not ended, it is %s".formatted(name(), condition()));
    }
    restart();
  }

  /** Crashes it if it is alive, and starts it again at once. */
  public void restart() {
    beginProcess();
    server.close();
    server = started();
  }

  /** What it sees itself, since its last start. */
  public Membership membership() {
    return server;
  }

  @Override
  void closeHandle() {
    server.close();
  }

  @Override
  boolean isClosed() {
    return server.isClosed();
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(name(), condition(), server.state(), server.roster());
  }
}
