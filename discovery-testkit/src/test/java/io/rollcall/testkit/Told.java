package io.rollcall.testkit;

import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a membership told its callbacks, in order: states and changes, in one list. */
final class Told {
  private Told() {}

  static List<String> by(Membership membership) {
    List<String> told = new ArrayList<>();
    by(membership, told::add);
    return told;
  }

  static void by(Membership membership, Consumer<String> told) {
    membership.changes().subscribe(change -> told.accept(text(change)));
    membership.states().subscribe(state -> told.accept(state.name()));
  }

  private static String text(MembershipChange change) {
    List<String> words = new ArrayList<>();
    change.joined().forEach(member -> words.add("+" + member.name()));
    change.updated().forEach(member -> words.add("~" + member.name()));
    change
        .left()
        .forEach(member -> words.add("-" + member.name() + " " + change.cause(member.name())));
    return String.join(", ", words);
  }
}
