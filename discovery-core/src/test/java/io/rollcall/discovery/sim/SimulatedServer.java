package io.rollcall.discovery.sim;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.feed.LiveMembership;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The server of a cluster, over all of its starts, and what can be said of it. */
final class SimulatedServer {
  static final String ADDRESS = "server";

  final Host host;
  final Excuse excuse = new Excuse();
  private final SimNetwork network;
  private final Options options;
  private SimStation station;
  private LiveMembership membership;
  private final Set<Incarnation> removed = new HashSet<>();
  private Set<Incarnation> listed = Set.of();
  private long changedAt;
  private boolean settled;
  private boolean reopened;
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
    view.changes()
        .subscribe(
            change -> {
              changedAt = world.now();
              Set<Incarnation> now = incarnations(change.roster());
              listed.stream().filter(each -> !now.contains(each)).forEach(removed::add);
              listed = now;
            });
    listed = Set.of();
    settled = false;
    reopened = false;
    membership = view;
    station =
        network.server(
            host,
            ADDRESS,
            port -> new ServerAgent("server", this::incarnation, options, view, port));
  }

  /** Its sockets fail and are opened again; what it shows itself goes on. */
  void reopen() {
    startedAt = network.world().now();
    changedAt = network.world().now();
    settled = false;
    reopened = true;
    network.reopen(station);
  }

  private Incarnation incarnation() {
    World world = network.world();
    return Incarnation.of(
        host.wallMillis(), new UUID(world.random().nextLong(), world.random().nextLong()));
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

  /** Keeps who was absent when it settled; to be called at each step. */
  void observe(List<SimulatedClient> clients) {
    if (!settled && isSettled()) {
      settled = true;
      clients.stream()
          .map(client -> client.incarnation)
          .filter(each -> !listed.contains(each))
          .forEach(removed::add);
    }
  }

  private static Set<Incarnation> incarnations(Roster roster) {
    return roster.members().stream()
        .map(member -> member.incarnation().orElseThrow())
        .collect(Collectors.toSet());
  }

  /** Whether it ever ceased to list this client, or settled without it. */
  boolean hasRemoved(Incarnation client) {
    return removed.contains(client);
  }

  /** Whether its roster began before its sockets were opened, and stays until it has settled. */
  boolean isReopened() {
    return reopened;
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
