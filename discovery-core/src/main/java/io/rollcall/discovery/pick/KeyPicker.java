package io.rollcall.discovery.pick;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import java.util.Optional;

/**
 * Picks the member that owns a key, by weighted rendezvous hashing. All processes that see the same
 * members and prefer the same zone pick the same one, except while a member has just {@link
 * #failed} in one of them. When a member joins or leaves, only its own keys move. Thread-safe;
 * {@link #pick} does not block or allocate. Its time grows with the number of members.
 *
 * <p>The members that can be picked are those of a {@link Picker}.
 *
 * @see <a href="https://www.eecs.umich.edu/techreports/cse/96/CSE-TR-316-96.pdf">Thaler and
 *     Ravishankar: A Name-Based Mapping Scheme for Rendezvous</a>
 */
public final class KeyPicker implements AutoCloseable {
  private static final double ONE = 1L << 53;

  private final Pickable pickable;

  private KeyPicker(Pickable pickable) {
    this.pickable = pickable;
  }

  /** A picker with {@link PickOptions#defaults()}. */
  public static KeyPicker of(Membership membership) {
    return of(membership, PickOptions.defaults());
  }

  /** A picker among these members. It follows them until it is closed. */
  public static KeyPicker of(Membership membership, PickOptions options) {
    return of(membership, options, System::nanoTime);
  }

  static KeyPicker of(Membership membership, PickOptions options, NanoClock clock) {
    return new KeyPicker(new Pickable(membership, options, clock));
  }

  /**
   * The member that owns this key; empty if no member can be picked. While that member has just
   * {@link #failed}, the next one in the same order is picked, so that its keys spread over all
   * others.
   */
  public Optional<Member> pick(String key) {
    long hash = Hash.of(key);
    Candidates candidates = pickable.candidates();
    boolean allHaveFailed = !candidates.hasAny(pickable.clock());
    Optional<Member> best = Optional.empty();
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.at(i);
      double score = score(candidate, hash);
      if (score > bestScore && (allHaveFailed || !candidate.isExcluded(pickable.clock()))) {
        bestScore = score;
        best = candidate.pick();
      }
    }
    return best;
  }

  /** Its maximum is at each member with a likelihood in proportion to its weight. */
  private static double score(Candidate candidate, long key) {
    double fraction = ((Hash.mix(candidate.hash() ^ key) >>> 11) + 0.5) / ONE;
    return -candidate.weight() / Math.log(fraction);
  }

  /** As {@link Picker#failed}. */
  public void failed(Member member) {
    pickable.failed(member);
  }

  /** Stops following the members; {@link #pick} returns empty from now on. Idempotent. */
  @Override
  public void close() {
    pickable.close();
  }
}
