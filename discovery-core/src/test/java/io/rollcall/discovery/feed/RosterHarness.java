package io.rollcall.discovery.feed;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.spi.Changes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes one change after another out of what its members do. */
final class RosterHarness {
  private Roster roster = Roster.empty();
  private int updates;

  Roster roster() {
    return roster;
  }

  MembershipChange join(String... names) {
    List<Member> present = new ArrayList<>();
    for (String name : names) {
      present.add(Member.named(name));
    }
    return next(present, Map.of());
  }

  MembershipChange update(String name) {
    return next(List.of(updated(name)), Map.of());
  }

  MembershipChange leave(String name) {
    return next(List.of(), Map.of(name, Cause.GOODBYE));
  }

  /** Of some of six names some join, some leave, some are updated; it may be that nothing is. */
  MembershipChange anything(Random random) {
    List<Member> present = new ArrayList<>();
    Map<String, Cause> gone = new HashMap<>();
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      switch (random.nextInt(5)) {
        case 0 -> present.add(roster.find(name).orElse(Member.named(name)));
        case 1 -> present.add(updated(name));
        case 2 -> gone.put(name, random.nextBoolean() ? Cause.LOST : Cause.SILENT);
        default -> {}
      }
    }
    return next(present, gone);
  }

  private Member updated(String name) {
    return Member.named(name).withAttribute("update", Integer.toString(++updates));
  }

  private MembershipChange next(List<Member> present, Map<String, Cause> gone) {
    MembershipChange change = Changes.from(roster, present, gone);
    roster = change.roster();
    return change;
  }
}
