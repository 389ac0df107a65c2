package io.rollcall.cli.web;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.jr.ob.JSON;

/**
 * Tells changes as the timeline does: who joined, left, was there already, and came back as another
 * incarnation. What many do one after the other is one entry, which grows. Not thread-safe.
 */
final class News {
  /** So many lines may tell of a run; beyond, one line tells how many there were. */
  static final int MANY = 10;

  /** A run goes on while its next comes within this time, in milliseconds, … */
  static final long PAUSE = 2_000;

  /** … and lasts no longer than this. */
  static final long LONGEST = 60_000;

  private static final int NAMED = 3;

  private final long started;
  private final Set<String> there;
  private final Map<String, Run> runs = new HashMap<>();
  private boolean settled;
  private long number;

  /** The same happening to several members, one after the other. */
  private static final class Run {
    final long began;
    long last;
    int count;
    final List<String> names = new ArrayList<>();
    final List<Long> entries = new ArrayList<>();

    Run(long now) {
      this.began = now;
      this.last = now;
    }
  }

  /**
   * Of a membership that is followed from now on.
   *
   * @param started when that is, in milliseconds since 1970
   * @param there who is known to be there already
   */
  News(long started, Collection<String> there) {
    this.started = started;
    this.there = new HashSet<>(there);
  }

  /** How the membership stands now. */
  Story of(State state, long now) {
    settled |= state == State.LIVE;
    long entry = ++number;
    return new Story(
        List.of(), Map.of(entry, entry(entry, "state", now, Map.of("state", state.name()))));
  }

  /**
   * What one change tells. Until a server has settled, who has begun before this was followed has
   * not joined, but was there already: a server that was started again hears of them all.
   *
   * @param before the roster before it, for what those updated were
   */
  Story of(Roster before, MembershipChange change, long now) {
    List<Long> dropped = new ArrayList<>();
    Map<Long, String> told = new LinkedHashMap<>();
    Story all = new Story(dropped, told);
    Map<Cause, List<Member>> left =
        change.left().stream().collect(Collectors.groupingBy(each -> change.cause(each.name())));
    left.forEach((cause, members) -> add(all, "left", members, now, Optional.of(cause)));
    List<Member> restarted =
        change.updated().stream().filter(each -> isRestart(before, each)).toList();
    add(all, "restarted", restarted, now, Optional.empty());
    Map<Boolean, List<Member>> came =
        change.joined().stream().collect(Collectors.partitioningBy(this::wasThere));
    add(all, "present", came.getOrDefault(true, List.of()), now, Optional.empty());
    add(all, "joined", came.getOrDefault(false, List.of()), now, Optional.empty());
    // The first change told of them all.
    there.clear();
    return all;
  }

  private boolean wasThere(Member member) {
    boolean older = member.since().map(since -> since.toEpochMilli() < started).orElse(true);
    return there.contains(member.name()) || (!settled && older);
  }

  private static boolean isRestart(Roster before, Member after) {
    Optional<Incarnation> old = before.find(after.name()).flatMap(Member::incarnation);
    return old.isPresent() && !old.equals(after.incarnation());
  }

  private void add(Story all, String kind, List<Member> members, long now, Optional<Cause> cause) {
    if (members.isEmpty()) {
      return;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    cause.ifPresent(why -> details.put("cause", why.name()));
    Run run = run(kind + cause, now);
    run.last = now;
    run.count += members.size();
    members.stream()
        .limit(Math.max(0, NAMED - run.names.size()))
        .map(Member::name)
        .forEach(run.names::add);
    if (run.count > MANY) {
      all.dropped().addAll(run.entries);
      run.entries.clear();
      details.put("count", run.count);
      details.put("names", List.copyOf(run.names));
      tell(all, run, kind, now, details);
      return;
    }
    for (Member member : members) {
      Map<String, Object> fields = new LinkedHashMap<>(details);
      fields.put("name", member.name());
      fields.put("type", member.type());
      tell(all, run, kind, now, fields);
    }
  }

  private Run run(String key, long now) {
    Run run = runs.get(key);
    if (run == null || now - run.last > PAUSE || now - run.began > LONGEST) {
      run = new Run(now);
      runs.put(key, run);
    }
    return run;
  }

  private void tell(Story all, Run run, String kind, long now, Map<String, ?> details) {
    long entry = ++number;
    run.entries.add(entry);
    all.told().put(entry, entry(entry, kind, now, details));
  }

  private static String entry(long entry, String kind, long now, Map<String, ?> details) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("n", entry);
    fields.put("kind", kind);
    fields.put("t", now);
    fields.putAll(details);
    return JSON.std.asString(fields);
  }
}
