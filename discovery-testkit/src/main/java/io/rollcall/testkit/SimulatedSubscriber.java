package io.rollcall.testkit;

import io.rollcall.discovery.Feed;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.sim.SimStation;
import java.time.Duration;
import java.util.List;

/**
 * A subscriber in a {@link SimulatedCluster}, which listens to every server. Not thread-safe.
 *
 * <p>Callbacks run on the thread that advances time, right after what they tell of has happened.
 */
public final class SimulatedSubscriber extends SimulatedNode implements Membership {
  private final LiveMembership membership;
  private final SimStation station;

  SimulatedSubscriber(Stage stage, String name) {
    super(stage, name);
    this.membership = stage.membership();
    this.station = stage.subscriber(host(), membership);
  }

  @Override
  public Roster roster() {
    return membership.roster();
  }

  @Override
  public Feed<List<String>> peers() {
    return membership.peers();
  }

  @Override
  public Feed<Roster> rosters() {
    return membership.rosters();
  }

  @Override
  public Feed<MembershipChange> changes() {
    return membership.changes();
  }

  @Override
  public State state() {
    return membership.state();
  }

  @Override
  public Feed<State> states() {
    return membership.states();
  }

  /**
   * Waits until the state is {@link State#LIVE}; virtual time passes meanwhile.
   *
   * @throws IllegalStateException if it would have to wait within something that happens in virtual
   *     time
   */
  @Override
  public boolean awaitLive(Duration timeout) {
    boolean isLive = isAlive() && state() == State.LIVE;
    return isLive || stage().time().await(() -> isAlive() && state() == State.LIVE, timeout);
  }

  @Override
  SimStation station() {
    return station;
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(name(), condition(), state(), roster());
  }
}
