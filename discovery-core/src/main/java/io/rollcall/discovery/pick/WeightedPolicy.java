package io.rollcall.discovery.pick;

/** At random, in proportion to the weights. */
final class WeightedPolicy extends Policy {
  private final Dice dice;

  WeightedPolicy(Dice dice) {
    this.dice = dice;
  }

  @Override
  int choose(Candidates candidates) {
    return candidates.atWeight(dice.below(candidates.weight()));
  }
}
