package io.rollcall.discovery.feed;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Drives a membership by names alone, which is all that some protocols tell of a member. Not
 * thread-safe.
 */
public final class NamedRoster {
  private final LiveMembership membership;
  private Roster roster = Roster.empty();
  private boolean known;

  /** One that has told this membership nothing yet. */
  public NamedRoster(LiveMembership membership) {
    this.membership = membership;
  }

  /** Whether it has told of a roster. */
  public boolean isKnown() {
    return known;
  }

  /**
   * These are present now. Tells what has changed since the last time, and nothing if nothing has.
   *
   * @param names as {@link Member#named} takes them
   * @param cause why a name that isn't listed any more has left
   */
  public void publish(SortedSet<String> names, Function<String, Cause> cause) {
    List<Member> present =
        names.stream().map(name -> roster.find(name).orElseGet(() -> Member.named(name))).toList();
    Map<String, Cause> gone =
        roster.names().stream()
            .filter(name -> !names.contains(name))
            .collect(Collectors.toMap(Function.identity(), cause));
    MembershipChange change = MembershipChange.from(roster, present, gone);
    if (!known || !change.isEmpty()) {
      known = true;
      roster = change.roster();
      membership.publish(change);
    }
  }
}
