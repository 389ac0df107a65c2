package io.rollcall.cli.web;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.jr.ob.JSON;

/**
 * Tells changes as the timeline does: who joined, left, and came back as another incarnation. What
 * many did at once is one entry. Not thread-safe.
 */
final class News {
  private static final int MANY = 10;
  private static final int NAMED = 3;

  private long number;

  /** What a membership begins with. */
  List<String> present(Roster roster, long now) {
    return roster.members().isEmpty()
        ? List.of()
        : List.of(entry("present", now, Map.of("count", roster.members().size())));
  }

  List<String> of(State state, long now) {
    return List.of(entry("state", now, Map.of("state", state.name())));
  }

  /**
   * What one change tells.
   *
   * @param before the roster before it, for what those updated were
   */
  List<String> of(Roster before, MembershipChange change, long now) {
    List<String> entries = new ArrayList<>();
    Map<Cause, List<Member>> left =
        change.left().stream().collect(Collectors.groupingBy(each -> change.cause(each.name())));
    left.forEach(
        (cause, members) -> add(entries, "left", members, now, Map.of("cause", cause.name())));
    add(
        entries,
        "restarted",
        change.updated().stream().filter(each -> isRestart(before, each)).toList(),
        now,
        Map.of());
    add(entries, "joined", change.joined(), now, Map.of());
    return entries;
  }

  private static boolean isRestart(Roster before, Member after) {
    Optional<Incarnation> old = before.find(after.name()).flatMap(Member::incarnation);
    return old.isPresent() && !old.equals(after.incarnation());
  }

  private void add(
      List<String> entries,
      String kind,
      List<Member> members,
      long now,
      Map<String, Object> details) {
    if (members.size() > MANY) {
      Map<String, Object> fields = new LinkedHashMap<>(details);
      fields.put("count", members.size());
      fields.put("names", members.stream().limit(NAMED).map(Member::name).toList());
      entries.add(entry(kind, now, fields));
      return;
    }
    for (Member member : members) {
      Map<String, Object> fields = new LinkedHashMap<>(details);
      fields.put("name", member.name());
      fields.put("type", member.type());
      entries.add(entry(kind, now, fields));
    }
  }

  private String entry(String kind, long now, Map<String, ?> details) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("n", ++number);
    fields.put("kind", kind);
    fields.put("t", now);
    fields.putAll(details);
    return JSON.std.asString(fields);
  }
}
