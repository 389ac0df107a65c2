package io.rollcall.sim;

import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.agent.SubscriberAgent;
import io.rollcall.discovery.feed.LiveMembership;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A subscriber in a cluster. */
final class SimulatedSubscriber {
  final Host host;
  final Excuse excuse = new Excuse();

  /** While it catches up with what came when it was stopped. */
  final Excuse lag = new Excuse();

  final long startedAt;
  private boolean wasLive;
  final SimConnecting node;
  private final LiveMembership membership;

  SimulatedSubscriber(
      SimNetwork network,
      String name,
      Options options,
      List<String> addresses,
      Consumer<MembershipChange> changes,
      Consumer<State> states) {
    this.host = network.host(name);
    this.membership = new LiveMembership(options);
    World world = network.world();
    this.startedAt = world.now();
    membership.changes().subscribe(changes);
    membership.states().subscribe(states);
    node =
        network.subscriber(
            host,
            addresses,
            port -> {
              UUID id = new UUID(world.random().nextLong(), world.random().nextLong());
              SubscriberAgent agent = new SubscriberAgent(name, id, options.cluster(), port);
              agent.attach(membership);
              return agent;
            });
  }

  /** Whether it is live for the first time; says so once. */
  boolean isLiveAtFirst(State now) {
    boolean first = now == State.LIVE && !wasLive;
    wasLive |= first;
    return first;
  }

  Roster roster() {
    return membership.roster();
  }

  State state() {
    return membership.state();
  }

  @Override
  public String toString() {
    return host.name() + " " + state() + " " + roster();
  }
}
