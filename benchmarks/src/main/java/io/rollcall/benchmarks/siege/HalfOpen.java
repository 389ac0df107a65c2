package io.rollcall.benchmarks.siege;

import io.rollcall.benchmarks.thin.Zmtp;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Connections that greet, and are held; those that are cut are made anew. */
final class HalfOpen implements Attack {
  private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

  @Override
  public String name() {
    return "greeted";
  }

  @Override
  public String description() {
    return "connections that greet and say no more";
  }

  @Override
  public Sent run(Aim aim) {
    Sent sent = new Sent();
    byte[] octets = Arrays.copyOf(aim.door().handshake(), Zmtp.GREETING);
    Held held = new Held(aim, sent, aim.held(), stranger -> stranger.say(octets).write());
    while (!aim.isOver()) {
      held.renew();
      held.strangers().forEach(Stranger::hear);
      if (held.strangers().size() == aim.held()) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    held.release();
    return sent;
  }
}
