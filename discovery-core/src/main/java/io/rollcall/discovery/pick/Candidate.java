package io.rollcall.discovery.pick;

import io.rollcall.discovery.Member;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A member that may be picked, and whether it has just failed. Thread-safe. */
final class Candidate {
  private static final long NEVER = Long.MIN_VALUE;

  private final Member member;
  private final Optional<Member> pick;
  private final int weight;
  private final long hash;

  /** {@link #NEVER} spares most picks a look at the clock. */
  private final AtomicLong excludedUntil = new AtomicLong(NEVER);

  Candidate(Member member) {
    this.member = member;
    this.pick = Optional.of(member);
    this.weight = member.weight();
    this.hash = Hash.of(member.name());
  }

  /** The same member as it is now. What failed stays excluded, unless it has started anew. */
  Candidate as(Member now) {
    if (now.equals(member)) {
      return this;
    }
    Candidate next = new Candidate(now);
    if (now.incarnation().equals(member.incarnation())) {
      next.excludedUntil.set(excludedUntil.get());
    }
    return next;
  }

  Member member() {
    return member;
  }

  /** Made once, so that a pick allocates nothing. */
  Optional<Member> pick() {
    return pick;
  }

  int weight() {
    return weight;
  }

  /** Of its name. */
  long hash() {
    return hash;
  }

  /** Excludes it until this moment, in the nanoseconds of the picker's clock. */
  void exclude(long until) {
    excludedUntil.set(until);
  }

  boolean isExcluded(NanoClock clock) {
    long until = excludedUntil.get();
    if (until == NEVER) {
      return false;
    }
    if (clock.nanos() - until < 0) {
      return true;
    }
    // Unless it has failed once more meanwhile.
    excludedUntil.compareAndSet(until, NEVER);
    return false;
  }
}
