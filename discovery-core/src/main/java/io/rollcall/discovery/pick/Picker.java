package io.rollcall.discovery.pick;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Status;
import java.util.Objects;
import java.util.Optional;

/**
 * Picks a member for each request. Thread-safe; {@link #pick} does not block or allocate.
 *
 * <p>It picks among the members that are {@link Status#ONLINE} and have a {@link Member#weight()
 * weight} above 0. A member whose address or weight is malformed is not picked, and a warning is
 * logged once. To pick among some members only, pass a view: {@link Membership#ofType}, {@link
 * Membership#where}.
 *
 * <pre>{@code
 * try (Picker picker = Picker.of(membership.ofType("web"), Policy.roundRobin())) {
 *   Optional<Address> address = picker.pick().flatMap(Member::address);
 * }
 * }</pre>
 */
public final class Picker implements AutoCloseable {
  /** So often a policy chooses anew before the next one that has not failed is taken. */
  private static final int CHOICES = 8;

  private final Policy policy;
  private final Pickable pickable;

  private Picker(Policy policy, Pickable pickable) {
    this.policy = policy;
    this.pickable = pickable;
  }

  /** A picker with {@link PickOptions#defaults()}. */
  public static Picker of(Membership membership, Policy policy) {
    return of(membership, policy, PickOptions.defaults());
  }

  /** A picker among these members. It follows them until it is closed. */
  public static Picker of(Membership membership, Policy policy, PickOptions options) {
    return of(membership, policy, options, System::nanoTime);
  }

  static Picker of(Membership membership, Policy policy, PickOptions options, NanoClock clock) {
    Objects.requireNonNull(policy, "policy");
    return new Picker(policy, new Pickable(membership, options, clock));
  }

  /**
   * The next member by the policy; empty if no member can be picked.
   *
   * <p>Members of {@link PickOptions#zone} come before all others. A member that has just {@link
   * #failed} is not picked while another one can be; if all have failed, exclusions are ignored.
   */
  public Optional<Member> pick() {
    Candidates candidates = pickable.candidates();
    return candidates.size() == 0 ? Optional.empty() : choose(candidates).pick();
  }

  private Candidate choose(Candidates candidates) {
    NanoClock clock = pickable.clock();
    int index = policy.choose(candidates);
    if (!candidates.at(index).isExcluded(clock) || !candidates.hasAny(clock)) {
      return candidates.at(index);
    }
    for (int choice = 0; choice < CHOICES; choice++) {
      index = policy.choose(candidates);
      if (!candidates.at(index).isExcluded(clock)) {
        return candidates.at(index);
      }
    }
    return nextNotExcluded(candidates, index, clock);
  }

  private static Candidate nextNotExcluded(Candidates candidates, int index, NanoClock clock) {
    for (int step = 1; step < candidates.size(); step++) {
      Candidate next = candidates.at((index + step) % candidates.size());
      if (!next.isExcluded(clock)) {
        return next;
      }
    }
    // Others have failed meanwhile.
    return candidates.at(index);
  }

  /**
   * Reports that a request to this member has failed: it is not picked for {@link
   * PickOptions#exclusion}. A later failure restarts that time; a restart of the member ends it.
   */
  public void failed(Member member) {
    pickable.failed(member);
  }

  /** Stops following the members; {@link #pick} returns empty from now on. Idempotent. */
  @Override
  public void close() {
    pickable.close();
  }
}
