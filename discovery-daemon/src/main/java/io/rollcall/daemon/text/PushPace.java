package io.rollcall.daemon.text;

/**
 * When the next round of pushes begins. Changes that fall together are pushed once: a change waits
 * for {@code gather}, and longer where many workers cost a round its time, of which pushing takes a
 * half at most. Reads no clock; times are nanoseconds. Not thread-safe.
 */
public final class PushPace {
  private static final long NEVER = Long.MIN_VALUE;

  private final long gather;
  private final long each;
  private long changedAt = NEVER;
  private long restUntil = NEVER;

  /** Waits for {@code gather} after a change; a worker is taken to cost {@code each}. */
  public PushPace(long gather, long each) {
    this.gather = gather;
    this.each = each;
  }

  /** Somebody has something to be told. */
  public void changed(long now) {
    if (changedAt == NEVER) {
      changedAt = now;
    }
  }

  /** Whether a round is wanted. */
  public boolean isPending() {
    return changedAt != NEVER;
  }

  /** When it begins; only where one is wanted. */
  public long due() {
    return Math.max(changedAt + gather, restUntil);
  }

  /** A round begins, with so many workers. */
  public void pushed(int workers, long now) {
    changedAt = NEVER;
    restUntil = now + 2L * workers * each;
  }
}
