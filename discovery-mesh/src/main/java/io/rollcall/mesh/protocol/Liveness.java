package io.rollcall.mesh.protocol;

/**
 * Whether the far end of a link still lives, while something is awaited of it: a silent one is
 * pinged, and given up if it stays silent. Without this a request would wait for its deadline when
 * a host vanishes, as TCP repeats what it sent for minutes.
 */
public final class Liveness {
  /** What to do now. */
  public enum Step {
    /** Nothing. */
    WAIT,
    /** Send a PING. */
    PING,
    /** Close the link. */
    GIVE_UP
  }

  /** Silence is measured in so many steps of one interval. */
  private static final int STEPS = 2;

  private final long interval;
  private final int mostPings;
  private boolean heard = true;
  private long heardAt;
  private long steppedAt;
  private int pings;

  /**
   * For a link that opens now.
   *
   * @param interval between two pings, in nanoseconds
   * @param mostPings that may go unanswered; at least 1
   */
  public Liveness(long interval, int mostPings, long now) {
    this.interval = interval;
    this.mostPings = mostPings;
    this.heardAt = now;
    this.steppedAt = now;
  }

  /** How long to wait between two calls of {@link #step}, of links with this interval. */
  public static long pause(long interval) {
    return interval / STEPS;
  }

  /** Something has come. */
  public void heard() {
    heard = true;
  }

  /**
   * To be called every {@link #pause}, after everything has been read that has come.
   *
   * @param awaits whether something is awaited of the far end
   */
  public Step step(long now, boolean awaits) {
    // This process was stopped itself, and may not have read yet what came meanwhile.
    boolean late = now - steppedAt > interval;
    steppedAt = now;
    if (heard || late || !awaits) {
      heard = false;
      heardAt = now;
      pings = 0;
      return Step.WAIT;
    }
    if (now - heardAt < interval * (pings + 1L)) {
      return Step.WAIT;
    }
    if (pings == mostPings) {
      return Step.GIVE_UP;
    }
    pings++;
    return Step.PING;
  }
}
