package io.rollcall.discovery;

import io.rollcall.discovery.feed.LiveMembership;
import java.util.Arrays;
import java.util.List;

/** A membership that never changes. Thread-safe. */
final class FixedMembership extends MembershipView {
  FixedMembership(String... names) {
    super(of(Arrays.stream(names).map(Member::named).toList()));
  }

  private static Membership of(List<Member> members) {
    LiveMembership membership = new LiveMembership(Options.defaults());
    membership.publish(MembershipChange.joiningAll(Roster.of(members, 1)));
    membership.publish(State.LIVE);
    return membership;
  }

  @Override
  public String toString() {
    return "fixed " + roster();
  }
}
