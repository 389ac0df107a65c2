package io.rollcall.discovery.feed;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.spi.Changes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
   * @param names as {@link Member#named} takes them, in their natural order
   * @param cause why a name that isn't listed any more has left
   */
  public void publish(SortedSet<String> names, Function<String, Cause> cause) {
    List<Member> joined = new ArrayList<>();
    Map<String, Cause> gone = new HashMap<>();
    // Both are sorted alike; mostly all names are in both.
    Iterator<String> before = roster.names().iterator();
    String old = next(before);
    for (String name : names) {
      while (old != null && old.compareTo(name) < 0) {
        gone.put(old, cause.apply(old));
        old = next(before);
      }
      if (name.equals(old)) {
        old = next(before);
      } else {
        joined.add(Member.named(name));
      }
    }
    while (old != null) {
      gone.put(old, cause.apply(old));
      old = next(before);
    }
    MembershipChange change = Changes.from(roster, joined, gone);
    if (!known || !change.isEmpty()) {
      known = true;
      roster = change.roster();
      membership.publish(change);
    }
  }

  private static @Nullable String next(Iterator<String> names) {
    return names.hasNext() ? names.next() : null;
  }
}
