package io.rollcall.benchmarks.siege;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** No attack, to compare with. */
final class Nothing implements Attack {
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  @Override
  public String name() {
    return "nothing";
  }

  @Override
  public String description() {
    return "nobody attacks";
  }

  @Override
  public Sent run(Aim aim) {
    while (!aim.isOver()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return new Sent();
  }
}
