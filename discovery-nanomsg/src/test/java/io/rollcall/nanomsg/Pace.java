package io.rollcall.nanomsg;

import io.rollcall.discovery.Options;
import java.time.Duration;

/** The pace of the servers of these tests. */
final class Pace {
  /** Many short rounds; but a machine that is busy for a moment makes nobody silent. */
  static final Options BRISK =
      Options.local().withMisses(25).withSettleTime(Duration.ofMillis(500));

  private Pace() {}
}
