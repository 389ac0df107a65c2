package io.rollcall.discovery;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of the members, sorted by name as {@link String#compareTo} sorts.
 *
 * <p>Two rosters are equal if their members are, whatever their versions.
 */
public final class Roster {
  static {
    OpenFace.install();
  }

  private static final Roster EMPTY = new Roster(new Member[0], 0);

  private final Member[] sorted;
  private final List<Member> members;
  private final long version;

  /** Takes the array, which nobody alters any more. */
  private Roster(Member[] sorted, long version) {
    this.sorted = sorted;
    this.members = Collections.unmodifiableList(Arrays.asList(sorted));
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
    Member[] sorted = List.copyOf(members).toArray(new Member[0]);
    Arrays.sort(sorted, (one, other) -> one.name().compareTo(other.name()));
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i].name().equals(sorted[i - 1].name())) {
        throw new IllegalArgumentException("two members are named '" + sorted[i].name() + "'");
      }
    }
    return new Roster(sorted, version);
  }

  /** Sorted by name, unmodifiable. */
  public List<Member> members() {
    return members;
  }

  /** The member of this name. */
  public Optional<Member> find(String name) {
    int at = indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(members.get(at));
  }

  /** As {@link Collections#binarySearch} has it. */
  private int indexOf(String name) {
    return Collections.binarySearch(names(), name);
  }

  /** The members of this type, at this roster's version. */
  public Roster ofType(String type) {
    return where(member -> member.type().equals(type), version);
  }

  /** The members that pass, as a roster of its own with this version. */
  Roster where(Predicate<? super Member> predicate, long version) {
    return new Roster(members.stream().filter(predicate).toArray(Member[]::new), version);
  }

  /** The names, sorted, unmodifiable. */
  public List<String> names() {
    return new Names(members);
  }

  /**
   * Grows by one at each change of the membership. It is that membership's own count; do not
   * compare it with another one's.
   */
  public long version() {
    return version;
  }

  /** This roster with some members put in by name and some names taken out, one version later. */
  Roster replace(SortedMap<String, Member> in, Set<String> out) {
    SortedSet<String> touched = new TreeSet<>(in.keySet());
    touched.addAll(out);
    int replaced = 0;
    for (String name : touched) {
      replaced += indexOf(name) >= 0 ? 1 : 0;
    }
    Member[] after = new Member[sorted.length - replaced + in.size()];
    int from = 0;
    int length = 0;
    for (String name : touched) {
      int at = indexOf(name);
      int to = at < 0 ? -at - 1 : at;
      System.arraycopy(sorted, from, after, length, to - from);
      length += to - from;
      from = at < 0 ? to : to + 1;
      Member member = in.get(name);
      if (member != null) {
        after[length++] = member;
      }
    }
    System.arraycopy(sorted, from, after, length, sorted.length - from);
    return new Roster(after, version + 1);
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

  /** A view: nobody pays for names that nobody reads. */
  private static final class Names extends AbstractList<String> implements RandomAccess {
    private final List<Member> members;

    Names(List<Member> members) {
      this.members = members;
    }

    @Override
    public String get(int index) {
      return members.get(index).name();
    }

    @Override
    public int size() {
      return members.size();
    }
  }
}
