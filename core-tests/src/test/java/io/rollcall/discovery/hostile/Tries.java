package io.rollcall.discovery.hostile;

import io.rollcall.processes.Seed;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Runs a fuzzer with one seed after the other: a fixed number of them, so that every change meets
 * the same. {@code -Drollcall.fuzz.seconds=N} goes on for that long instead, {@code
 * -Drollcall.seed=S} runs that one alone, {@code -Drollcall.seed=fresh} begins at a drawn one.
 */
final class Tries {
  private static final int SECONDS = Integer.getInteger("rollcall.fuzz.seconds", 0);
  private static final int LONG = 60;

  private Tries() {}

  /** So many seeds. */
  static void run(String what, int seeds, LongConsumer once) {
    OptionalLong only = Seed.replayed();
    if (only.isPresent()) {
      run(what, only.getAsLong(), once);
    } else if (SECONDS > 0) {
      run(what, Seed.orElse(1), SECONDS, once);
    } else {
      long first = Seed.orElse(1);
      for (long seed = first; seed < first + seeds; seed++) {
        run(what, seed, once);
      }
      System.out.printf("%s: %,d seeds%n", what, seeds);
    }
  }

  /** As many seeds as a minute takes, beginning after those that {@link #run} takes. */
  static void runLong(String what, int after, LongConsumer once) {
    run(what, Seed.orElse(after + 1), SECONDS > 0 ? SECONDS : LONG, once);
  }

  private static void run(String what, long first, int seconds, LongConsumer once) {
    long from = System.nanoTime();
    long seed = first;
    do {
      run(what, seed++, once);
    } while (System.nanoTime() - from < TimeUnit.SECONDS.toNanos(seconds));
    System.out.printf("%s: %,d seeds from %d on%n", what, seed - first, first);
  }

  private static void run(String what, long seed, LongConsumer once) {
    try {
      once.accept(seed);
    } catch (RuntimeException | AssertionError failed) {
      throw new AssertionError(what + " fails with -Drollcall.seed=" + seed, failed);
    }
  }
}
