package io.rollcall.discovery.survey;

/**
 * A server's first seconds, when it does not yet know who is absent. They end once {@code
 * settleTime} has passed, nobody has arrived for a moment, and a round over all who had arrived has
 * closed. Where newcomers never cease it does not wait for a quiet moment beyond three times that
 * time.
 */
final class Settling {
  private static final long MOST_MOMENT = 300_000_000L;

  private long startedAt;
  private final long settleTime;
  private final long moment;
  private long lastArrivalAt;
  private boolean arrivals;
  private boolean surveyed;
  private boolean settled;

  Settling(long settleTime, long now) {
    this.startedAt = now;
    this.settleTime = settleTime;
    this.moment = Math.min(settleTime / 4, MOST_MOMENT);
  }

  boolean isSettled() {
    return settled;
  }

  /** The server was stopped for so long: nobody could arrive meanwhile. */
  void stoppedFor(long nanos) {
    startedAt += nanos;
    lastArrivalAt += nanos;
  }

  void arrived(long now) {
    if (now - startedAt < 3 * settleTime) {
      lastArrivalAt = now;
      arrivals = true;
      surveyed = false;
    }
  }

  /** A round over all connected, who were asked at this time, has closed and was not void. */
  void roundClosed(long askedAt) {
    surveyed |= !arrivals || askedAt - lastArrivalAt >= 0;
  }

  /** Whether all that it waits for is a round. */
  boolean wantsRound(long now) {
    return !settled && now - due() >= 0 && !surveyed;
  }

  /** Takes the mark away if it is time; returns whether it did. */
  boolean settle(long now) {
    if (settled || now - due() < 0 || !surveyed) {
      return false;
    }
    settled = true;
    return true;
  }

  /** When time alone will not hold it back any more. */
  long due() {
    long least = startedAt + settleTime;
    if (!arrivals) {
      return least;
    }
    long quiet = Math.min(lastArrivalAt + moment, startedAt + 3 * settleTime);
    return Math.max(least, quiet);
  }
}
