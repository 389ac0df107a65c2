package io.rollcall.discovery.zmtp;

/**
 * When to ask a silent peer for a sign of life (RFC 37, "Connection heartbeating"), and when to
 * give it up. Without it the connection of a peer that has vanished, for example because its host
 * lost power, stays open for a quarter of an hour: TCP repeats what it sent for that long. Pure and
 * not thread-safe; times are nanoseconds.
 */
public final class Heartbeat {
  /** What to do now. */
  public enum Step {
    /** Nothing. */
    WAIT,
    /** Send a PING. If the peer knows no PING, its silence means nothing. */
    PING,
    /** Close the connection. */
    GIVE_UP
  }

  /** The time between two calls of {@link #step}. */
  public static final long PAUSE = 5_000_000_000L;

  /** A peer that has said nothing for this long gets a PING. */
  private static final long SILENT = 15_000_000_000L;

  /**
   * A peer that does not answer a PING for this long has gone. Each side promises the other to say
   * something within this time.
   */
  private static final long PATIENCE = 45_000_000_000L;

  private static final long TENTH = 100_000_000L;

  /** What a PING promises, in tenths of a second. This side sends one much more often. */
  public static final int PROMISE = (int) (PATIENCE / TENTH);

  private static final long NEVER = Long.MAX_VALUE;

  private boolean heard;
  private long heardAt;
  private long steppedAt;
  private long askedAt = NEVER;
  private long promised = NEVER;

  /** For a connection that opens now. */
  public Heartbeat(long now) {
    this.heardAt = now;
    this.steppedAt = now;
  }

  /** Something has come. */
  public void heard() {
    heard = true;
  }

  /** The peer promises to say something within this many tenths of a second; 0: no promise. */
  public void promised(int tenths) {
    promised = tenths == 0 ? NEVER : tenths * TENTH;
  }

  /** The PING could not be sent: the peer does not know that command. */
  public void unasked() {
    askedAt = NEVER;
  }

  /** To be called every {@link #PAUSE}, after everything has been read that has come. */
  public Step step(long now) {
    // This process was stopped itself, and may not have read yet what the peer said.
    boolean late = now - steppedAt > 2 * PAUSE;
    steppedAt = now;
    if (heard || late) {
      heard = false;
      heardAt = now;
      askedAt = NEVER;
      return Step.WAIT;
    }
    long silent = now - heardAt;
    if (silent >= promised || (askedAt != NEVER && now - askedAt >= PATIENCE)) {
      return Step.GIVE_UP;
    }
    if (askedAt == NEVER && silent >= SILENT) {
      askedAt = now;
      return Step.PING;
    }
    return Step.WAIT;
  }
}
