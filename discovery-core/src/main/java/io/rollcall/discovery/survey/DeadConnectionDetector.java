package io.rollcall.discovery.survey;

import java.util.UUID;

/**
 * Whether a connection that stands is dead without a word: nothing has come on it for longer than
 * the far end ever pauses. TCP itself may take minutes to find out.
 *
 * <p>Each participant waits a little longer than the next, so that a server which was stopped is
 * not met by all of them at once.
 */
final class DeadConnectionDetector {
  /** Less would take a short pause of a server for a dead connection. */
  private static final long LEAST = 6_000_000_000L;

  /** As above, where there is reason to think that it is the connection. */
  private static final long LEAST_WITH_REASON = 2_000_000_000L;

  private static final long MARGIN = 500_000_000L;
  private static final long SPREAD = 500_000_000L;

  /** What came while one was stopped oneself is read before the second look. */
  private static final long SECOND_LOOK = 250_000_000L;

  private final long more;
  private long pause = LEAST;
  private long patience;
  private long heardAt;
  private boolean watching;
  private long lookAt;
  private boolean suspicious;

  /** For the participant with this id. */
  DeadConnectionDetector(UUID id) {
    this.more = Math.floorMod(id.hashCode(), SPREAD);
    this.patience = LEAST + more;
  }

  /** The far end never pauses for longer than {@code pause}. */
  void expect(long pause) {
    this.pause = pause;
    long before = patience;
    patience = Math.max(LEAST, 2 * pause) + more;
    lookAt += patience - before;
  }

  /** Something came, or the connection was made. */
  void heard(long now) {
    watching = true;
    suspicious = false;
    heardAt = now;
    lookAt = now + patience;
  }

  /**
   * As {@link #excuse}, after a stop of {@code late} nanoseconds. After a long one the far end may
   * have sent in vain, and its TCP now pauses as long again before it sends once more; another
   * connection would not wait.
   */
  void excuse(long late, long now) {
    excuse(now);
    if (watching && late >= LEAST_WITH_REASON) {
      lookAt = now + patienceWithReason();
    }
  }

  /**
   * Whether it has been silent for longer than the far end ever pauses, though not for so long that
   * the connection is given up for it. It is dead, or its packets were lost for a while and TCP
   * pauses, if others are heard meanwhile.
   */
  boolean isOverdue(long now) {
    return watching && now - heardAt >= patienceWithReason();
  }

  private long patienceWithReason() {
    return Math.min(patience, Math.max(LEAST_WITH_REASON, pause) + MARGIN + more);
  }

  /** What was not heard while one was stopped oneself says nothing of the far end. */
  void excuse(long now) {
    if (watching) {
      heard(now);
    }
  }

  /** The connection is gone. */
  void forget() {
    watching = false;
  }

  /** When {@link #isOver} wants to be asked. */
  long due() {
    return watching ? lookAt : Long.MAX_VALUE;
  }

  /** Whether the connection shall be given up. It says so once. */
  boolean isOver(long now) {
    if (!watching || now - lookAt < 0) {
      return false;
    }
    if (!suspicious) {
      suspicious = true;
      lookAt = now + SECOND_LOOK;
      return false;
    }
    watching = false;
    return true;
  }
}
