package io.rollcall.stress.feed;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import java.util.List;
import java.util.TreeSet;

/** Who is present by what the changes say, one after another. Not thread-safe. */
final class Ledger {
  private final TreeSet<String> present = new TreeSet<>();
  private String fault = "";

  void enter(MembershipChange change) {
    for (Member member : change.joined()) {
      check(present.add(member.name()), member.name() + " joined twice");
    }
    for (Member member : change.left()) {
      check(present.remove(member.name()), member.name() + " left and was not there");
    }
    for (Member member : change.updated()) {
      check(present.contains(member.name()), member.name() + " was updated and was not there");
    }
    check(
        change.roster().names().equals(List.copyOf(present)), "not the roster of the same change");
  }

  private void check(boolean holds, String otherwise) {
    if (!holds && fault.isEmpty()) {
      fault = otherwise;
    }
  }

  /** Who is present in the end, or the first contradiction. */
  @Override
  public String toString() {
    return fault.isEmpty() ? String.join("", present) : fault;
  }
}
