package io.rollcall.benchmarks.siege;

import java.util.List;

/**
 * The attacks that there are: those whose cost for members and newcomers must be measured. What a
 * server does about other hostile input is shown by the tests of {@code core-tests}, package {@code
 * hostile}.
 */
public final class Attacks {
  private Attacks() {}

  /** All, in the order of a table. */
  public static List<Attack> all() {
    return List.of(
        new Nothing(),
        new ConnectAndClose(),
        new HalfOpen(),
        new EverNewClients(),
        new EndlessUpdates(),
        new SnapshotRequests(true),
        new SnapshotRequests(false));
  }

  /**
   * The one of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Attack named(String name) {
    return all().stream()
        .filter(attack -> attack.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no attack is named '%s'; there are %s"
                        .formatted(name, all().stream().map(Attack::name).toList())));
  }
}
