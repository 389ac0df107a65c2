package io.rollcall.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two rosters, with the roster after it. Immutable.
 *
 * <p>A name stands in one of the three lists at most; each list is sorted by name.
 */
public final class MembershipChange {
  private final SortedMap<String, Member> joined;
  private final SortedMap<String, Member> left;
  private final SortedMap<String, Member> updated;
  private final Map<String, Cause> causes;
  private final Roster roster;

  private MembershipChange(
      SortedMap<String, Member> joined,
      SortedMap<String, Member> left,
      SortedMap<String, Member> updated,
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
    return new MembershipChange(joined, left, updated, causes, after);
  }

  /** The change that a reader starts with: everybody on the roster joins. */
  public static MembershipChange joiningAll(Roster roster) {
    SortedMap<String, Member> joined = new TreeMap<>();
    roster.members().forEach(member -> joined.put(member.name(), member));
    return new MembershipChange(joined, new TreeMap<>(), new TreeMap<>(), Map.of(), roster);
  }

  /**
   * This change and the one that follows it as one, the net effect: joined then left is nothing,
   * left then joined is updated, joined then updated is joined, updated then left is left.
   */
  public MembershipChange then(MembershipChange next) {
    SortedMap<String, Member> allJoined = new TreeMap<>(joined);
    SortedMap<String, Member> allLeft = new TreeMap<>(left);
    SortedMap<String, Member> allUpdated = new TreeMap<>(updated);
    Map<String, Cause> allCauses = new TreeMap<>(causes);
    next.left.forEach(
        (name, member) -> {
          allUpdated.remove(name);
          if (allJoined.remove(name) == null) {
            allLeft.put(name, member);
            allCauses.put(name, next.causes.get(name));
          }
        });
    next.joined.forEach(
        (name, member) -> {
          allCauses.remove(name);
          (allLeft.remove(name) == null ? allJoined : allUpdated).put(name, member);
        });
    next.updated.forEach(
        (name, member) -> (allJoined.containsKey(name) ? allJoined : allUpdated).put(name, member));
    return new MembershipChange(allJoined, allLeft, allUpdated, allCauses, next.roster);
  }

  /** Who was not on the roster before. */
  public List<Member> joined() {
    return List.copyOf(joined.values());
  }

  /** Who is not on the roster any more, as last known. */
  public List<Member> left() {
    return List.copyOf(left.values());
  }

  /** Who stays and is another incarnation or says something else of itself, as it is now. */
  public List<Member> updated() {
    return List.copyOf(updated.values());
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
          "'" + name + "' is not among those who left: " + left.keySet());
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
  public String toString() {
    return "joined "
        + joined.keySet()
        + " left "
        + causes
        + " updated "
        + updated.keySet()
        + " → "
        + roster;
  }
}
