package io.rollcall.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of the members, sorted by name as {@link String#compareTo} sorts.
 *
 * <p>Two rosters are equal if their members are, whatever their versions.
 */
public final class Roster {
  private static final Roster EMPTY = new Roster(List.of(), 0);

  private final List<Member> members;
  private final long version;

  private Roster(List<Member> sorted, long version) {
    this.members = sorted;
    this.version = version;
  }

  /** No members, version 0. */
  public static Roster empty() {
    return EMPTY;
  }

  /**
   * A roster of these members, in any order.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public static Roster of(Collection<Member> members, long version) {
    List<Member> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparing(Member::name));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).name().equals(sorted.get(i - 1).name())) {
        throw new IllegalArgumentException("two members are named '" + sorted.get(i).name() + "'");
      }
    }
    return new Roster(List.copyOf(sorted), version);
  }

  /** Sorted by name, unmodifiable. */
  public List<Member> members() {
    return members;
  }

  /** The member of this name. */
  public Optional<Member> find(String name) {
    int low = 0;
    int high = members.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = members.get(middle).name().compareTo(name);
      if (order == 0) {
        return Optional.of(members.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** The members of this type, at this roster's version. */
  public Roster ofType(String type) {
    return new Roster(members.stream().filter(m -> m.type().equals(type)).toList(), version);
  }

  /** The names, sorted, unmodifiable. */
  public List<String> names() {
    return members.stream().map(Member::name).toList();
  }

  /**
   * Grows by one at each change that the membership sees; it is that membership's own count and
   * means nothing to another one.
   */
  public long version() {
    return version;
  }

  /** This roster with some members put in by name and some names taken out, one version later. */
  Roster replace(SortedMap<String, Member> in, Set<String> out) {
    List<Member> after = new ArrayList<>(members.size() + in.size());
    Iterator<Member> waiting = in.values().iterator();
    @Nullable Member next = waiting.hasNext() ? waiting.next() : null;
    for (Member member : members) {
      while (next != null && next.name().compareTo(member.name()) < 0) {
        after.add(next);
        next = waiting.hasNext() ? waiting.next() : null;
      }
      if (!in.containsKey(member.name()) && !out.contains(member.name())) {
        after.add(member);
      }
    }
    while (next != null) {
      after.add(next);
      next = waiting.hasNext() ? waiting.next() : null;
    }
    return new Roster(Collections.unmodifiableList(after), version + 1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Roster that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return "roster " + version + " " + names();
  }
}
