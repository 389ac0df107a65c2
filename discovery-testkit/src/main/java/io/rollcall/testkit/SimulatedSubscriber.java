package io.rollcall.testkit;

import io.rollcall.discovery.ExpiringMembership;
import io.rollcall.discovery.Feed;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/**
 * A {@link Subscriber} in a {@link SimulatedCluster}, which listens to every server. Not
 * thread-safe.
 *
 * <p>Callbacks run on the thread that advances time, right after what they tell of has happened.
 */
public final class SimulatedSubscriber extends SimulatedNode implements Membership {
  private final Subscriber subscriber;

  SimulatedSubscriber(SimulatedCluster cluster, String name) {
    super(cluster, name);
    this.subscriber = Subscriber.start(cluster.urlPubSub(), cluster.options(process()));
  }

  @Override
  public Roster roster() {
    return subscriber.roster();
  }

  @Override
  public Feed<List<String>> peers() {
    return subscriber.peers();
  }

  @Override
  public Feed<Roster> rosters() {
    return subscriber.rosters();
  }

  @Override
  public Feed<MembershipChange> changes() {
    return subscriber.changes();
  }

  @Override
  public State state() {
    return subscriber.state();
  }

  @Override
  public Feed<State> states() {
    return subscriber.states();
  }

  @Override
  public Membership where(Predicate<? super Member> test) {
    return subscriber.where(test);
  }

  @Override
  public ExpiringMembership expiring(Duration patience, ScheduledExecutorService timer) {
    return subscriber.expiring(patience, timer);
  }

  /** Waits until the state is {@link State#LIVE}; virtual time passes meanwhile. */
  @Override
  public boolean awaitLive(Duration timeout) {
    try {
      return subscriber.awaitLive(timeout);
    } catch (InterruptedException impossible) {
      throw new IllegalStateException("nothing interrupts a wait in virtual time", impossible);
    }
  }

  @Override
  void closeHandle() {
    subscriber.close();
  }

  @Override
  boolean isClosed() {
    return subscriber.isClosed();
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(name(), condition(), state(), roster());
  }
}
