package io.rollcall.discovery.pick;

import io.rollcall.discovery.Member;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToDoubleFunction;

/**
 * How a {@link Picker} chooses among the members that may be picked. Thread-safe; a policy belongs
 * to one picker.
 */
public abstract sealed class Policy permits RoundRobinPolicy, WeightedPolicy, LeastLoadedPolicy {
  Policy() {}

  /** Which of these, 0 to one below their number, which is at least 1. */
  abstract int choose(Candidates candidates);

  /** One after the other, ignoring weights. */
  public static Policy roundRobin() {
    return new RoundRobinPolicy();
  }

  /** At random, in proportion to the {@link Member#weight() weights}. */
  public static Policy weighted() {
    return new WeightedPolicy(bound -> ThreadLocalRandom.current().nextInt(bound));
  }

  /**
   * Of two members drawn at random, the one with less load (the power of two choices).
   *
   * @param load the load of a member as the caller knows it, such as requests in flight. Called on
   *     the threads that pick
   */
  public static Policy leastLoaded(ToDoubleFunction<? super Member> load) {
    return new LeastLoadedPolicy(
        Objects.requireNonNull(load, "load"), bound -> ThreadLocalRandom.current().nextInt(bound));
  }

  /** A number from 0 to below a bound, each as likely. */
  interface Dice {
    int below(int bound);
  }
}
