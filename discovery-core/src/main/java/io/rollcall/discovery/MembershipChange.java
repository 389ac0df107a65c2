package io.rollcall.discovery;

import static java.util.Collections.unmodifiableList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two rosters, with the roster after it. Immutable.
 *
 * <p>A name stands in one of the three lists at most; each list is sorted by name.
 */
public final class MembershipChange {
  private final List<Member> joined;
  private final List<Member> left;
  private final List<Member> updated;
  private final Map<String, Cause> causes;
  private final Roster roster;

  /** Takes what nobody alters any more. */
  private MembershipChange(
      List<Member> joined,
      List<Member> left,
      List<Member> updated,
      Map<String, Cause> causes,
      Roster roster) {
    this.joined = joined;
    this.left = left;
    this.updated = updated;
    this.causes = causes;
    this.roster = roster;
  }

  /**
   * The change from one roster to the next: some members are present (new, other than before, or as
   * they were), some names are gone. What alters nothing is left out; if nothing is altered the
   * change {@link #isEmpty() is empty} and carries the roster as it was.
   *
   * @throws IllegalArgumentException if two who are present have one name, or one is also gone
   */
  public static MembershipChange from(
      Roster before, Collection<Member> present, Map<String, Cause> gone) {
    SortedMap<String, Member> joined = new TreeMap<>();
    SortedMap<String, Member> left = new TreeMap<>();
    SortedMap<String, Member> updated = new TreeMap<>();
    Map<String, Cause> causes = new TreeMap<>();
    SortedMap<String, Member> in = new TreeMap<>();
    for (Member member : Roster.of(present, 0).members()) {
      if (gone.containsKey(member.name())) {
        throw new IllegalArgumentException("'" + member.name() + "' is both present and gone");
      }
      Optional<Member> old = before.find(member.name());
      if (old.isEmpty()) {
        joined.put(member.name(), member);
        in.put(member.name(), member);
      } else if (!old.get().equals(member)) {
        updated.put(member.name(), member);
        in.put(member.name(), member);
      }
    }
    gone.forEach(
        (name, cause) ->
            before
                .find(name)
                .ifPresent(
                    member -> {
                      left.put(name, member);
                      causes.put(name, cause);
                    }));
    boolean nothing = in.isEmpty() && left.isEmpty();
    Roster after = nothing ? before : before.replace(in, left.keySet());
    return new MembershipChange(
        List.copyOf(joined.values()),
        List.copyOf(left.values()),
        List.copyOf(updated.values()),
        causes,
        after);
  }

  /**
   * The net effect of all that happened between two rosters of one membership, the newer of which
   * the change carries. Who left and came back in between is updated.
   *
   * @param causes why this name left in between, the last time if it did more than once; null if it
   *     did not
   * @throws IllegalArgumentException if one is on the older roster alone and has no cause
   */
  public static MembershipChange between(
      Roster before, Roster after, Function<String, @Nullable Cause> causes) {
    List<Member> joined = new ArrayList<>();
    List<Member> left = new ArrayList<>();
    List<Member> updated = new ArrayList<>();
    Map<String, Cause> why = new TreeMap<>();
    ListIterator<Member> rest = before.members().listIterator();
    for (Member member : after.members()) {
      leftBefore(member.name(), rest, left);
      Member old = rest.hasNext() ? rest.next() : null;
      if (old == null || !old.name().equals(member.name())) {
        if (old != null) {
          rest.previous();
        }
        joined.add(member);
      } else if (!old.equals(member) || causes.apply(member.name()) != null) {
        updated.add(member);
      }
    }
    rest.forEachRemaining(left::add);
    for (Member member : left) {
      Cause cause = causes.apply(member.name());
      if (cause == null) {
        throw new IllegalArgumentException("'" + member.name() + "' left without a cause");
      }
      why.put(member.name(), cause);
    }
    return new MembershipChange(
        unmodifiableList(joined), unmodifiableList(left), unmodifiableList(updated), why, after);
  }

  /** Who comes before this name in what is left of the older roster is not on the newer one. */
  private static void leftBefore(String name, ListIterator<Member> rest, List<Member> left) {
    while (rest.hasNext()) {
      Member next = rest.next();
      if (next.name().compareTo(name) >= 0) {
        rest.previous();
        return;
      }
      left.add(next);
    }
  }

  /** The change that a reader starts with: everybody on the roster joins. */
  public static MembershipChange joiningAll(Roster roster) {
    return new MembershipChange(roster.members(), List.of(), List.of(), Map.of(), roster);
  }

  /**
   * This change and the one that follows it as one, the net effect: joined then left is nothing,
   * left then joined is updated, joined then updated is joined, updated then left is left.
   */
  public MembershipChange then(MembershipChange next) {
    SortedMap<String, Member> allJoined = byName(joined);
    SortedMap<String, Member> allLeft = byName(left);
    SortedMap<String, Member> allUpdated = byName(updated);
    Map<String, Cause> allCauses = new TreeMap<>(causes);
    for (Member member : next.left) {
      String name = member.name();
      allUpdated.remove(name);
      if (allJoined.remove(name) == null) {
        allLeft.put(name, member);
        allCauses.put(name, next.cause(name));
      }
    }
    for (Member member : next.joined) {
      allCauses.remove(member.name());
      boolean returns = allLeft.remove(member.name()) != null;
      (returns ? allUpdated : allJoined).put(member.name(), member);
    }
    for (Member member : next.updated) {
      boolean isNew = allJoined.containsKey(member.name());
      (isNew ? allJoined : allUpdated).put(member.name(), member);
    }
    return new MembershipChange(
        List.copyOf(allJoined.values()),
        List.copyOf(allLeft.values()),
        List.copyOf(allUpdated.values()),
        allCauses,
        next.roster);
  }

  private static SortedMap<String, Member> byName(List<Member> members) {
    SortedMap<String, Member> named = new TreeMap<>();
    members.forEach(member -> named.put(member.name(), member));
    return named;
  }

  /** Who was not on the roster before. */
  public List<Member> joined() {
    return joined;
  }

  /** Who is not on the roster any more, as last known. */
  public List<Member> left() {
    return left;
  }

  /** Who stays and is another incarnation or says something else of itself, as it is now. */
  public List<Member> updated() {
    return updated;
  }

  /**
   * Why this member left.
   *
   * @throws IllegalArgumentException if no member of this name is among {@link #left()}
   */
  public Cause cause(String name) {
    @Nullable Cause cause = causes.get(name);
    if (cause == null) {
      throw new IllegalArgumentException(
          "'" + name + "' is not among those who left: " + causes.keySet());
    }
    return cause;
  }

  /** The roster after this change. */
  public Roster roster() {
    return roster;
  }

  /** Whether nobody joined, left or was updated. */
  public boolean isEmpty() {
    return joined.isEmpty() && left.isEmpty() && updated.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MembershipChange that
        && joined.equals(that.joined)
        && left.equals(that.left)
        && updated.equals(that.updated)
        && causes.equals(that.causes)
        && roster.equals(that.roster);
  }

  @Override
  public int hashCode() {
    return Objects.hash(joined, left, updated, causes, roster);
  }

  @Override
  public String toString() {
    return "joined %s left %s updated %s → %s"
        .formatted(names(joined), causes, names(updated), roster);
  }

  private static List<String> names(List<Member> members) {
    return members.stream().map(Member::name).toList();
  }
}
