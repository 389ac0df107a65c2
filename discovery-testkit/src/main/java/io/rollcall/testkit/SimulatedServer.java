package io.rollcall.testkit;

import io.rollcall.discovery.Membership;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.sim.SimStation;

/** A server in a {@link SimulatedCluster}, over all of its starts. Not thread-safe. */
public final class SimulatedServer extends SimulatedNode {
  private LiveMembership membership;
  private SimStation station;

  SimulatedServer(Stage stage, String name) {
    super(stage, name);
    this.membership = stage.membership();
    this.station = stage.server(host(), membership);
  }

  /**
   * Starts it again at its address, as another incarnation, which settles.
   *
   * @throws IllegalStateException if it is alive, or was closed while it was paused and has not
   *     ended yet
   */
  public void start() {
    if (station.isAlive()) {
      throw new IllegalStateException(
          "start %s: it has not ended, it is %s".formatted(name(), condition()));
    }
    begin();
  }

  /** Crashes it if it is alive, and starts it again at once. */
  public void restart() {
    station.crash();
    begin();
  }

  private void begin() {
    wake();
    startedAgain();
    membership.end();
    membership = stage().membership();
    station = stage().server(host(), membership);
  }

  /** What it sees itself, since its last start. */
  public Membership membership() {
    return membership;
  }

  @Override
  SimStation station() {
    return station;
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(name(), condition(), membership.state(), membership.roster());
  }
}
