package io.rollcall.daemon.text;

/**
 * Whether the other end of a connection answers: it is asked once a beat, and is silent once it has
 * owed an answer for too long. Only answers count, so an end that was asked late, since this one
 * was stopped, is not taken for silent. Reads no clock; times are nanoseconds. Not thread-safe.
 */
public final class Heartbeat {
  private static final long NOT_ASKED = Long.MIN_VALUE;

  private final long beat;
  private final long silence;
  private long nextAt;
  private long askedAt = NOT_ASKED;

  /** Of a connection that stands since now. */
  public Heartbeat(long beat, long silence, long now) {
    this.beat = beat;
    this.silence = silence;
    this.nextAt = now + beat;
  }

  /** Whether to ask now; then it counts as asked. */
  public boolean asks(long now) {
    if (askedAt != NOT_ASKED || now - nextAt < 0) {
      return false;
    }
    askedAt = now;
    return true;
  }

  /** Something came. */
  public void answered(long now) {
    if (askedAt != NOT_ASKED) {
      askedAt = NOT_ASKED;
      nextAt = now + beat;
    }
  }

  /** Whether an answer is owed for too long. */
  public boolean isSilent(long now) {
    return askedAt != NOT_ASKED && now - askedAt >= silence;
  }

  /** When to look again. */
  public long due() {
    return askedAt == NOT_ASKED ? nextAt : askedAt + silence;
  }
}
