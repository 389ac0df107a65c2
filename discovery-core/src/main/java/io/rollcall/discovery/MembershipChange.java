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

  /** Those who left or were updated, as they were on the roster before. */
  private final Map<String, Member> before;

  private final Roster roster;

  /** Takes what nobody alters any more. */
  private MembershipChange(
      List<Member> joined,
      List<Member> left,
      List<Member> updated,
      Map<String, Cause> causes,
      Map<String, Member> before,
      Roster roster) {
    this.joined = joined;
    this.left = left;
    this.updated = updated;
    this.causes = causes;
    this.before = before;
    this.roster = roster;
  }

  /** See {@link io.rollcall.discovery.spi.Changes#from}. */
  static MembershipChange from(Roster before, Collection<Member> present, Map<String, Cause> gone) {
    SortedMap<String, Member> joined = new TreeMap<>();
    SortedMap<String, Member> left = new TreeMap<>();
    SortedMap<String, Member> updated = new TreeMap<>();
    Map<String, Cause> causes = new TreeMap<>();
    Map<String, Member> was = new TreeMap<>();
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
        was.put(member.name(), old.get());
        in.put(member.name(), member);
      }
    }
    for (Map.Entry<String, Cause> each : gone.entrySet()) {
      Optional<Member> member = before.find(each.getKey());
      if (member.isPresent()) {
        left.put(each.getKey(), member.get());
        was.put(each.getKey(), member.get());
        causes.put(each.getKey(), each.getValue());
      }
    }
    boolean nothing = in.isEmpty() && left.isEmpty();
    Roster after = nothing ? before : before.replace(in, left.keySet());
    return new MembershipChange(
        List.copyOf(joined.values()),
        List.copyOf(left.values()),
        List.copyOf(updated.values()),
        causes,
        was,
        after);
  }

  /** See {@link io.rollcall.discovery.spi.Changes#between}. */
  static MembershipChange between(
      Roster before, Roster after, Function<String, @Nullable Cause> causes) {
    List<Member> joined = new ArrayList<>();
    List<Member> left = new ArrayList<>();
    List<Member> updated = new ArrayList<>();
    Map<String, Cause> why = new TreeMap<>();
    Map<String, Member> was = new TreeMap<>();
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
        was.put(member.name(), old);
      }
    }
    rest.forEachRemaining(left::add);
    for (Member member : left) {
      Cause cause = causes.apply(member.name());
      if (cause == null) {
        throw new IllegalArgumentException("'" + member.name() + "' left without a cause");
      }
      why.put(member.name(), cause);
      was.put(member.name(), member);
    }
    return new MembershipChange(
        unmodifiableList(joined),
        unmodifiableList(left),
        unmodifiableList(updated),
        why,
        was,
        after);
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

  /** See {@link io.rollcall.discovery.spi.Changes#joiningAll}. */
  static MembershipChange joiningAll(Roster roster) {
    return new MembershipChange(roster.members(), List.of(), List.of(), Map.of(), Map.of(), roster);
  }

  /**
   * Merges this change and the next one into their net effect: joined then left is nothing, left
   * then joined is updated, joined then updated is joined, updated then left is left.
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
    Map<String, Member> was = new TreeMap<>(next.before);
    was.putAll(before);
    was.keySet().removeIf(name -> !allLeft.containsKey(name) && !allUpdated.containsKey(name));
    return new MembershipChange(
        List.copyOf(allJoined.values()),
        List.copyOf(allLeft.values()),
        List.copyOf(allUpdated.values()),
        allCauses,
        was,
        next.roster);
  }

  private static SortedMap<String, Member> byName(List<Member> members) {
    SortedMap<String, Member> named = new TreeMap<>();
    members.forEach(member -> named.put(member.name(), member));
    return named;
  }

  /** The members that were not on the roster before. */
  public List<Member> joined() {
    return joined;
  }

  /** The members that are no longer on the roster, as last known. */
  public List<Member> left() {
    return left;
  }

  /**
   * The members that stay but have another incarnation, type, attributes or status, as they are
   * now.
   */
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

  /**
   * The members that are no longer on the roster, as last known, each with the cause; sorted by
   * name.
   */
  public List<Departure> departures() {
    return left.stream().map(member -> new Departure(member, cause(member.name()))).toList();
  }

  /** The updated members, each as it was and as it is now; sorted by name. */
  public List<Update> updates() {
    return updated.stream()
        .map(member -> new Update(Objects.requireNonNull(before.get(member.name())), member))
        .toList();
  }

  /**
   * The members that were {@link Status#ONLINE} and now take no new work, as they are now; sorted
   * by name. They are among {@link #updated()}.
   */
  public List<Member> drained() {
    return updates().stream().filter(Update::isDrain).map(Update::after).toList();
  }

  /** The roster after this change. */
  public Roster roster() {
    return roster;
  }

  /** Whether no member joined, left or was updated. */
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
        && before.equals(that.before)
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
