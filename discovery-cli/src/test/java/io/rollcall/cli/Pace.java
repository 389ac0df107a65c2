package io.rollcall.cli;

import io.rollcall.discovery.Options;
import java.time.Duration;

/** The pace of the servers of these tests. */
public final class Pace {
  /** Many short rounds; but a machine that is busy for a moment makes nobody silent. */
  public static final Options BRISK =
      Options.local().withMisses(25).withSettleTime(Duration.ofMillis(500));

  private Pace() {}
}
