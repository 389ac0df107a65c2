package io.rollcall.sim;

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

/** A server of a cluster, over all of its starts, and what can be said of it. */
final class SimulatedServer {
  final Host host;
  final String address;

  /** While nobody hears it, those who start in the meantime included. */
  final Excuse isolation = new Excuse();

  private final SimNetwork network;
  private final Options options;
  private SimNode node;
  private LiveMembership membership;
  private final Set<Incarnation> removed = new HashSet<>();
  private Set<Incarnation> listed = Set.of();
  private long changedAt;
  private boolean settled;
  private long startedAt;
  private long pausedAt;
  private long resumedAt;
  private long downSince = Long.MAX_VALUE;
  private long reservedUntil;
  private boolean keepsOld;
  private long keptOldAt = Long.MIN_VALUE / 2;

  /** Whether another protocol brings members to it. */
  private final boolean hasGuests;

  private Guests guests;
  private boolean calm;
  private ServerAgent agent;

  SimulatedServer(SimNetwork network, String address, Options options, Extras extras) {
    this.network = network;
    this.hasGuests = extras.have(Extra.GUESTS);
    this.address = address;
    this.options = options;
    this.host = network.host(address);
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
    keepsOld = false;
    membership = view;
    node =
        network.server(
            host,
            address,
            port -> {
              agent =
                  new ServerAgent(
                      address,
                      this::incarnation,
                      options,
                      view,
                      isOfNextVersion() ? NextVersion.of(port) : port);
              return agent;
            });
    if (hasGuests) {
      guests = new Guests(network, host, agent, node::execute);
      if (calm) {
        guests.calm();
      }
    }
  }

  /** Those whom another protocol brings, since its last start. */
  List<Guests.Guest> guests() {
    return hasGuests ? guests.all() : List.of();
  }

  /** Nothing happens to its guests from now on, whenever it starts. */
  void calm() {
    calm = true;
    if (hasGuests) {
      guests.calm();
    }
  }

  /** A rolling upgrade may reach it between any two of its starts. */
  private boolean isOfNextVersion() {
    return network.world().chance(0.3);
  }

  /** Its sockets fail and are opened again; what it shows itself goes on. */
  void reopen() {
    startedAt = network.world().now();
    changedAt = network.world().now();
    settled = false;
    keepsOld = true;
    network.reopen(node);
  }

  private Incarnation incarnation() {
    World world = network.world();
    return Incarnation.of(
        host.wallMillis(), new UUID(world.random().nextLong(), world.random().nextLong()));
  }

  void crash() {
    node.crash();
  }

  void close() {
    node.close();
  }

  void pause() {
    pausedAt = network.world().now();
    host.pause();
  }

  /** After a long stop it starts over, which keeps what it showed until it has settled. */
  void resume() {
    host.resume();
    resumedAt = network.world().now();
    if (resumedAt - pausedAt >= 2 * options.pulse().toNanos()) {
      settled = false;
      keepsOld = true;
    }
  }

  /** Nothing shall happen to it until then. */
  void reserve(long until) {
    reservedUntil = Math.max(reservedUntil, until);
  }

  boolean isReserved() {
    return network.world().now() < reservedUntil;
  }

  boolean isUp() {
    return node.isAlive() && !host.isPaused();
  }

  /** Whether it has run without a break for so long. */
  boolean isUpFor(long nanos) {
    long now = network.world().now();
    return isUp() && now - startedAt > nanos && now - resumedAt > nanos;
  }

  boolean isDownFor(long nanos) {
    return downSince != Long.MAX_VALUE && network.world().now() - downSince > nanos;
  }

  /** Whether this start of it ever had settled. */
  boolean hasSettled() {
    return settled;
  }

  boolean isSettled() {
    return membership.state() == State.LIVE;
  }

  /** Keeps since when it is down, and who was absent when it settled; called at each step. */
  void observe(List<SimulatedClient> clients) {
    if (keepsOld && isUp()) {
      keptOldAt = network.world().now();
    }
    downSince = isUp() ? Long.MAX_VALUE : Math.min(downSince, network.world().now());
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

  boolean lists(Incarnation client) {
    return listed.contains(client);
  }

  /** Whether it ever ceased to list this client, or settled without it. */
  boolean hasRemoved(Incarnation client) {
    return removed.contains(client);
  }

  /** Whether its roster began before its present incarnation, and stays until it has settled. */
  boolean keepsOld() {
    return keepsOld;
  }

  /** As above, or within so many nanoseconds: a start that has ended may still be believed. */
  boolean keptOldWithin(long nanos) {
    return keepsOld || network.world().now() - keptOldAt <= nanos;
  }

  /** How long its roster has stood. */
  long quietFor() {
    return network.world().now() - changedAt;
  }

  Roster roster() {
    return membership.roster();
  }

  @Override
  public String toString() {
    return address + (isUp() ? " " : " down ") + membership.state() + " " + roster();
  }
}
