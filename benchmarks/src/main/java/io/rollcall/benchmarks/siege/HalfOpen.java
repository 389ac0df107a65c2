package io.rollcall.benchmarks.siege;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Connections that say little, and are held; those that are cut are made anew. */
final class HalfOpen implements Attack {
  private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

  private final String name;
  private final String description;
  private final Function<Door, byte[]> first;

  /** Each says {@code first}, and no more. */
  HalfOpen(String name, String description, Function<Door, byte[]> first) {
    this.name = name;
    this.description = description;
    this.first = first;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Sent run(Aim aim) {
    Sent sent = new Sent();
    byte[] octets = first.apply(aim.door());
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
