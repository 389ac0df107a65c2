package io.rollcall.discovery.survey;

import java.util.UUID;

/**
 * Whether a connection that stands is dead without a word: nothing has come on it for longer than
 * the far end ever pauses. TCP itself may take minutes to find out.
 *
 * <p>Each participant waits a little longer than the next, so that a server which was stopped is
 * not met by all of them at once.
 */
final class Silence {
  /** Less would take a short pause of a server for a dead connection. */
  private static final long LEAST = 6_000_000_000L;

  private static final long SPREAD = 500_000_000L;

  /** What came while one was stopped oneself is read before the second look. */
  private static final long SECOND_LOOK = 250_000_000L;

  private final long more;
  private long patience;
  private boolean watching;
  private long lookAt;
  private boolean suspicious;

  /** For the participant with this id. */
  Silence(UUID id) {
    this.more = Math.floorMod(id.hashCode(), SPREAD);
    this.patience = LEAST + more;
  }

  /** The far end never pauses for longer than {@code pause}. */
  void expect(long pause) {
    long before = patience;
    patience = Math.max(LEAST, 2 * pause) + more;
    lookAt += patience - before;
  }

  /** Something came, or the connection was made. */
  void broken(long now) {
    watching = true;
    suspicious = false;
    lookAt = now + patience;
  }

  /** What was not heard while one was stopped oneself says nothing of the far end. */
  void excuse(long now) {
    if (watching) {
      broken(now);
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
