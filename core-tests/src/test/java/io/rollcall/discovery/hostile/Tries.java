package io.rollcall.discovery.hostile;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Runs a fuzzer with one seed after the other for 30 s; {@code -Drollcall.fuzz.seconds=N} for
 * longer, {@code -Drollcall.seed=S} with that one alone. How many it tries depends on the machine,
 * what each does on its seed alone.
 */
final class Tries {
  private static final int SECONDS = Integer.getInteger("rollcall.fuzz.seconds", 30);

  private Tries() {}

  static void run(String what, LongConsumer once) {
    Long only = Long.getLong("rollcall.seed");
    long seed = only == null ? 1 : only;
    long from = System.nanoTime();
    do {
      try {
        once.accept(seed);
      } catch (RuntimeException | AssertionError failed) {
        throw new AssertionError(what + " fails with -Drollcall.seed=" + seed, failed);
      }
      seed++;
    } while (only == null && System.nanoTime() - from < TimeUnit.SECONDS.toNanos(SECONDS));
    System.out.printf("%s: %,d seeds%n", what, seed - (only == null ? 1 : only));
  }
}
