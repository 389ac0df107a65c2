package io.rollcall.testkit;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.spi.Changes;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is done to a roster before it is published as one change. Not thread-safe. */
final class Gathering {
  private final Roster before;
  private final SortedMap<String, Member> present = new TreeMap<>();
  private final SortedMap<String, Cause> gone = new TreeMap<>();

  Gathering(Roster before) {
    this.before = before;
  }

  void join(Member member) {
    if (find(member.name()).isPresent()) {
      throw new IllegalArgumentException(
          "'%s' is present already: %s".formatted(member.name(), names()));
    }
    put(member);
  }

  void leave(String name, Cause cause) {
    require(name);
    present.remove(name);
    gone.put(name, cause);
  }

  /** Takes the place of the member of its name. */
  void put(Member member) {
    gone.remove(member.name());
    present.put(member.name(), member);
  }

  /** The member of this name as it is by now. */
  Member require(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("'%s' is not present: %s".formatted(name, names())));
  }

  MembershipChange change() {
    return Changes.from(before, present.values(), gone);
  }

  private Optional<Member> find(String name) {
    if (gone.containsKey(name)) {
      return Optional.empty();
    }
    return Optional.ofNullable(present.get(name)).or(() -> before.find(name));
  }

  private List<String> names() {
    SortedSet<String> names = new TreeSet<>(before.names());
    names.removeAll(gone.keySet());
    names.addAll(present.keySet());
    return List.copyOf(names);
  }
}
