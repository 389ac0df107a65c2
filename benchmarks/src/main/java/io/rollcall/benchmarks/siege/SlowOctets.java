package io.rollcall.benchmarks.siege;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A thousand connections that say one octet at a time. */
final class SlowOctets implements Attack {
  private static final int CONNECTIONS = 1_000;

  private final String name;
  private final String description;
  private final long pauseNanos;
  private final Function<Door, byte[]> first;
  private final Function<Door, byte[]> slow;

  /**
   * Each says {@code first} at once, then {@code slow} again and again, by one octet each time.
   *
   * @param pause at least so long after each octet
   */
  SlowOctets(
      String name,
      String description,
      Duration pause,
      Function<Door, byte[]> first,
      Function<Door, byte[]> slow) {
    this.name = name;
    this.description = description;
    this.pauseNanos = pause.toNanos();
    this.first = first;
    this.slow = slow;
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
    byte[] octets = slow.apply(aim.door());
    Held held =
        new Held(
            aim,
            sent,
            CONNECTIONS,
            stranger -> {
              stranger.say(first.apply(aim.door())).write();
              stranger.say(octets);
            });
    while (!aim.isOver()) {
      held.renew();
      for (Stranger stranger : held.strangers()) {
        stranger.write(1);
        stranger.hear();
        if (stranger.hasSaidAll()) {
          sent.messages(1);
          stranger.say(octets);
        }
      }
      LockSupport.parkNanos(pauseNanos);
    }
    held.release();
    return sent;
  }
}
