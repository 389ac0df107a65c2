package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.report.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * Which attacks, from which addresses, and the counts. Immutable.
 *
 * @param attacks in the order of their names in the arguments; all if none was named
 * @param addresses one for each attacker
 */
public record SiegePlan(List<Attack> attacks, List<String> addresses, Arguments counts) {
  private static final String ADDRESS = "address=";

  /** Strangers, which a limit by address can tell from the members on 127.0.0.1. */
  private static final List<String> STRANGE = List.of("127.0.0.2", "127.0.0.3");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if an argument is none; the message says which there are
   */
  public static SiegePlan of(String... args) {
    List<Attack> attacks = new ArrayList<>();
    List<String> addresses = STRANGE;
    List<String> counts = new ArrayList<>();
    for (String arg : args) {
      if (arg.startsWith(ADDRESS)) {
        String address = arg.substring(ADDRESS.length());
        addresses = List.of(address, address);
      } else if (arg.equals("quick") || arg.contains("=")) {
        counts.add(arg);
      } else {
        attacks.add(Attacks.named(arg));
      }
    }
    return new SiegePlan(
        attacks.isEmpty() ? Attacks.all() : List.copyOf(attacks),
        addresses,
        Arguments.of(
            counts.toArray(String[]::new),
            "seconds=60 members=500 held=9000",
            "seconds=5 held=2000"));
  }
}
