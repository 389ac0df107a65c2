package io.rollcall.discovery.pick;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.log.RareLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those of a membership who may be picked: they are {@link Status#ONLINE}, have a weight above 0,
 * and nothing that they say of address and weight is malformed. Thread-safe.
 */
final class Pickable implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pickable.class);

  private final PickOptions options;
  private final NanoClock clock;
  private final FeedSubscription rosters;
  private final Set<String> warnedOf = new HashSet<>();
  private final RareLog rare = new RareLog(log);
  private Map<String, Candidate> byName = Map.of();
  private boolean closed;
  private volatile Candidates all = Candidates.NONE;
  private volatile Candidates near = Candidates.NONE;

  Pickable(Membership membership, PickOptions options, NanoClock clock) {
    this.options = options;
    this.clock = clock;
    take(membership.roster());
    this.rosters = membership.rosters().subscribe(this::take);
  }

  private synchronized void take(Roster roster) {
    if (closed) {
      return;
    }
    warnedOf.removeIf(name -> roster.find(name).isEmpty());
    Map<String, Candidate> next = new HashMap<>();
    List<Candidate> candidates = new ArrayList<>();
    for (Member member : roster.members()) {
      Candidate candidate = candidate(member, byName.get(member.name()));
      if (candidate != null) {
        next.put(member.name(), candidate);
        candidates.add(candidate);
      }
    }
    byName = next;
    all = new Candidates(candidates);
    near =
        options.zone().isEmpty()
            ? Candidates.NONE
            : all.where(each -> each.member().zone().equals(Optional.of(options.zone())));
  }

  /** Most members are the very ones of the roster before, and need no second look. */
  @SuppressWarnings("ReferenceEquality")
  private @Nullable Candidate candidate(Member member, @Nullable Candidate before) {
    if (before != null && before.member() == member) {
      return before;
    }
    if (!mayBePicked(member)) {
      return null;
    }
    return before == null ? new Candidate(member) : before.as(member);
  }

  private boolean mayBePicked(Member member) {
    Optional<String> fault = member.fault();
    if (fault.isPresent() && warnedOf.add(member.name())) {
      // Anybody who may join can have a fault, and leave and join again.
      rare.warn(
          "member '%s' is not picked: %s".formatted(member.name(), fault.get()), clock.nanos());
    }
    return fault.isEmpty() && member.status() == Status.ONLINE && member.weight() > 0;
  }

  /**
   * Those to choose among: the members of the zone, if one of them has not just failed, else all
   * members, if one of them has not, else the members of the zone again, or all if there are none.
   */
  Candidates candidates() {
    Candidates ofZone = near;
    Candidates everybody = all;
    if (ofZone.hasAny(clock) || (ofZone.size() > 0 && !everybody.hasAny(clock))) {
      return ofZone;
    }
    return everybody;
  }

  NanoClock clock() {
    return clock;
  }

  void failed(Member member) {
    Candidate candidate = find(member);
    if (candidate != null) {
      candidate.exclude(clock.nanos() + options.exclusion().toNanos());
    }
  }

  /** Nobody, if it has left or started anew since it was picked. */
  private synchronized @Nullable Candidate find(Member member) {
    Candidate candidate = byName.get(member.name());
    return candidate != null && candidate.member().incarnation().equals(member.incarnation())
        ? candidate
        : null;
  }

  @Override
  public void close() {
    rosters.close();
    synchronized (this) {
      closed = true;
      byName = Map.of();
      all = Candidates.NONE;
      near = Candidates.NONE;
    }
  }
}
