package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.thin.Zmtp;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The attacks that there are. */
public final class Attacks {
  /** A server gives a handshake two seconds; this one would take longer. */
  private static final Duration SLOW_HANDSHAKE = Duration.ofMillis(25);

  /** As long as a server's sockets take it. */
  private static final int LONG_WORD = 32 * 1024;

  private static final int LONG_SUBSCRIPTION = 1_024;

  private Attacks() {}

  /** All, in the order of a table. */
  public static List<Attack> all() {
    return List.of(
        new Nothing(),
        new RandomOctets(),
        new ConnectAndClose(),
        new HalfOpen("silent", "connections that say nothing", door -> new byte[0]),
        new HalfOpen(
            "greeted",
            "connections that greet and say no more",
            door -> Arrays.copyOf(door.handshake(), Zmtp.GREETING)),
        new HalfOpen("shaken", "connections that shake hands and say no more", Door::handshake),
        new SlowOctets(
            "slow-handshake",
            "1,000 connections that shake hands, one octet every 25 ms",
            SLOW_HANDSHAKE,
            door -> new byte[0],
            Door::handshake),
        new SlowOctets(
            "slow-messages",
            "1,000 connections that say the longest message, one octet at a time",
            Duration.ZERO,
            Door::handshake,
            Attacks::longest),
        new EndlessMore(),
        new ReplayedWords(),
        new EverNewClients(),
        new EndlessUpdates(),
        new DistinctTopics(),
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

  private static byte[] longest(Door door) {
    return Zmtp.message(new byte[door == Door.ROUTER ? LONG_WORD : LONG_SUBSCRIPTION]);
  }
}
