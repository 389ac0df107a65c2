package io.rollcall.discovery;

import io.rollcall.discovery.feed.LiveMembership;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A membership that never changes. Thread-safe. */
final class FixedMembership implements Membership {
  private final LiveMembership membership = new LiveMembership(Options.defaults());

  FixedMembership(String... names) {
    List<Member> members = Arrays.stream(names).map(Member::named).toList();
    membership.publish(MembershipChange.joiningAll(Roster.of(members, 1)));
    membership.publish(State.LIVE);
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

  @Override
  public boolean awaitLive(Duration timeout) throws InterruptedException {
    return membership.awaitLive(timeout);
  }
}
