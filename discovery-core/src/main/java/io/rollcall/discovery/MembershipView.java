package io.rollcall.discovery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/**
 * A membership that shows another one: what the handles that see the roster share, and what others
 * may extend that bring a membership from elsewhere. Thread-safe.
 */
public abstract class MembershipView implements Membership {
  private final Membership membership;

  /** A view of this one. */
  protected MembershipView(Membership membership) {
    this.membership = membership;
  }

  @Override
  public final Roster roster() {
    return membership.roster();
  }

  @Override
  public final Feed<List<String>> peers() {
    return membership.peers();
  }

  @Override
  public final Feed<Roster> rosters() {
    return membership.rosters();
  }

  @Override
  public final Feed<MembershipChange> changes() {
    return membership.changes();
  }

  @Override
  public final State state() {
    return membership.state();
  }

  @Override
  public final Feed<State> states() {
    return membership.states();
  }

  @Override
  public Membership where(Predicate<? super Member> test) {
    return membership.where(test);
  }

  @Override
  public ExpiringMembership expiring(Duration patience) {
    return membership.expiring(patience);
  }

  @Override
  public ExpiringMembership expiring(Duration patience, ScheduledExecutorService timer) {
    return membership.expiring(patience, timer);
  }

  @Override
  public boolean awaitLive(Duration timeout) throws InterruptedException {
    return membership.awaitLive(timeout);
  }
}
