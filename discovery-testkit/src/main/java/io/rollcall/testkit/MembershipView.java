package io.rollcall.testkit;

import io.rollcall.discovery.Feed;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.util.List;

/** A membership that shows another one. Thread-safe. */
abstract class MembershipView implements Membership {
  private final Membership membership;

  MembershipView(Membership membership) {
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
}
