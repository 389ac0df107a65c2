package io.rollcall.discovery.pick;

import io.rollcall.discovery.Member;
import java.util.function.ToDoubleFunction;

/** Of two candidates drawn at random, the one with less load. */
final class LeastLoadedPolicy extends Policy {
  private final ToDoubleFunction<? super Member> load;
  private final Dice dice;

  LeastLoadedPolicy(ToDoubleFunction<? super Member> load, Dice dice) {
    this.load = load;
    this.dice = dice;
  }

  @Override
  int choose(Candidates candidates) {
    int size = candidates.size();
    int one = dice.below(size);
    if (size == 1) {
      return one;
    }
    int shifted = dice.below(size - 1);
    int other = shifted < one ? shifted : shifted + 1;
    return load(candidates, other) < load(candidates, one) ? other : one;
  }

  private double load(Candidates candidates, int index) {
    return load.applyAsDouble(candidates.at(index).member());
  }
}
