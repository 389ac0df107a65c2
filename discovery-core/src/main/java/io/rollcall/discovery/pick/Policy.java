package io.rollcall.discovery.pick;

import io.rollcall.discovery.Member;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * How a {@link Picker} chooses among the members that may be picked. Thread-safe; a policy belongs
 * to one picker.
 */
public abstract sealed class Policy {
  private Policy() {}

  /** Which of these, 0 to one below their number, which is at least 1. */
  abstract int choose(Candidates candidates);

  /** One after the other, ignoring weights. */
  public static Policy roundRobin() {
    return new RoundRobin();
  }

  /** At random, in proportion to the {@link Member#weight() weights}. */
  public static Policy weighted() {
    return new Weighted(bound -> ThreadLocalRandom.current().nextInt(bound));
  }

  /**
   * Of two members drawn at random, the one with less load (the power of two choices).
   *
   * @param load the load of a member as the caller knows it, such as requests in flight. Called on
   *     the threads that pick
   */
  public static Policy leastLoaded(ToDoubleFunction<? super Member> load) {
    return new LeastLoaded(
        Objects.requireNonNull(load, "load"), bound -> ThreadLocalRandom.current().nextInt(bound));
  }

  /** A number from 0 to below a bound, each as likely. */
  interface Dice {
    int below(int bound);
  }

  private static final class RoundRobin extends Policy {
    private final AtomicInteger next = new AtomicInteger();

    @Override
    int choose(Candidates candidates) {
      return Integer.remainderUnsigned(next.getAndIncrement(), candidates.size());
    }
  }

  static final class Weighted extends Policy {
    private final Dice dice;

    Weighted(Dice dice) {
      this.dice = dice;
    }

    @Override
    int choose(Candidates candidates) {
      return candidates.atWeight(dice.below(candidates.weight()));
    }
  }

  static final class LeastLoaded extends Policy {
    private final ToDoubleFunction<? super Member> load;
    private final Dice dice;

    LeastLoaded(ToDoubleFunction<? super Member> load, Dice dice) {
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
}
