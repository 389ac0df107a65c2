package io.rollcall.benchmarks.thin;

import io.rollcall.discovery.Limits;

/** Room for a crowd that comes from one address, as those of benchmarks do. */
public final class Room {
  private Room() {}

  /** For 20,000 connections, all of them at once. */
  public static Limits forACrowd() {
    return Limits.defaults()
        .withConnections(25_000)
        .withConnectionsPerAddress(25_000)
        .withHalfOpen(100_000);
  }
}
