package io.rollcall.jeromq;

/**
 * When sockets that had to be given up are opened again: at once, and after growing pauses if that
 * does not last. Pure and not thread-safe; times are nanoseconds.
 */
final class RestartBackoff {
  private static final long FIRST_PAUSE = 50_000_000;
  private static final long LAST_PAUSE = 5_000_000_000L;

  /** What has stood for so long stands. */
  private static final long STABLE = 10_000_000_000L;

  private long openedAt = -STABLE;
  private long pause;
  private long dueAt = Long.MAX_VALUE;

  /** The sockets were given up. */
  void failed(long now) {
    if (now - openedAt >= STABLE) {
      pause = 0;
    }
    dueAt = now + pause;
    pause = Math.min(LAST_PAUSE, Math.max(FIRST_PAUSE, 2 * pause));
  }

  /** They are about to be opened. */
  void opening(long now) {
    openedAt = now;
    dueAt = Long.MAX_VALUE;
  }

  /** When to open them. */
  long due() {
    return dueAt;
  }
}
