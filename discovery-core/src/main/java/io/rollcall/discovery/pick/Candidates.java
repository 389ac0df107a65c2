package io.rollcall.discovery.pick;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Those who may be picked, in the order of their names. Immutable but for who has failed. */
final class Candidates {
  static final Candidates NONE = new Candidates(List.of());

  private final Candidate[] candidates;

  /** Up to and with each candidate, the sum of the weights. */
  private final int[] sums;

  private final boolean areAlike;

  Candidates(List<Candidate> candidates) {
    this.candidates = candidates.toArray(new Candidate[0]);
    this.sums = new int[candidates.size()];
    int sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += this.candidates[i].weight();
      sums[i] = sum;
    }
    this.areAlike = candidates.stream().mapToInt(Candidate::weight).distinct().count() <= 1;
  }

  Candidates where(Predicate<Candidate> test) {
    return new Candidates(Arrays.stream(candidates).filter(test).toList());
  }

  int size() {
    return candidates.length;
  }

  Candidate at(int index) {
    return candidates[index];
  }

  /** The sum of all weights. */
  int weight() {
    return sums[sums.length - 1];
  }

  /** Whose share this point is, 0 to below the sum of all weights. */
  int atWeight(int point) {
    if (areAlike) {
      return point / candidates[0].weight();
    }
    int found = Arrays.binarySearch(sums, point + 1);
    return found >= 0 ? found : -found - 1;
  }

  boolean areAlike() {
    return areAlike;
  }

  /** Whether there is one that has not just failed. */
  boolean hasAny(NanoClock clock) {
    for (Candidate candidate : candidates) {
      if (!candidate.isExcluded(clock)) {
        return true;
      }
    }
    return false;
  }
}
