package io.rollcall.discovery.sim;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.feed.LiveMembership;
import java.util.UUID;

/** The server of a cluster, over all of its starts, and what can be said of it. */
final class SimulatedServer {
  static final String ADDRESS = "server";

  final Host host;
  final Excuse excuse = new Excuse();
  private final SimNetwork network;
  private final Options options;
  private SimStation station;
  private LiveMembership membership;
  private long changedAt;
  private long startedAt;
  private long resumedAt;

  SimulatedServer(SimNetwork network, Options options) {
    this.network = network;
    this.options = options;
    this.host = network.host("server");
    start();
  }

  void start() {
    World world = network.world();
    startedAt = world.now();
    changedAt = world.now();
    LiveMembership view = new LiveMembership(options);
    view.changes().subscribe(change -> changedAt = world.now());
    membership = view;
    Incarnation incarnation =
        Incarnation.of(
            host.wallMillis(), new UUID(world.random().nextLong(), world.random().nextLong()));
    station =
        network.server(
            host, ADDRESS, port -> new ServerAgent("server", incarnation, options, view, port));
  }

  void crash() {
    station.crash();
  }

  void close() {
    station.close();
  }

  void resume() {
    host.resume();
    resumedAt = network.world().now();
  }

  boolean isUp() {
    return station.isAlive() && !host.isPaused();
  }

  /** Whether it has run without a break for so long. */
  boolean isUpFor(long nanos) {
    long now = network.world().now();
    return isUp() && now - startedAt > nanos && now - resumedAt > nanos;
  }

  boolean isSettled() {
    return membership.state() == State.LIVE;
  }

  /** How long its roster has stood. */
  long quietFor() {
    return network.world().now() - changedAt;
  }

  long startedAt() {
    return startedAt;
  }

  Roster roster() {
    return membership.roster();
  }
}
