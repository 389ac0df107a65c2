package io.rollcall.discovery.survey;

import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Options;

/**
 * A server's timings, in nanoseconds, and its bounds. Immutable.
 *
 * @param surveyTime how long a round takes at most
 * @param recvDeadline how long a round waits for one more answer
 * @param pollTime from one survey to the next
 * @param misses how many rounds in a row make a member silent
 * @param lossGrace how long a lost connection may take to return
 * @param gather how long changes are gathered after a publication
 * @param pulse from one pulse to the next
 * @param settleTime how long a server settles at least
 * @param limits how much is taken
 * @param cluster the cluster that the server serves
 */
public record ServerSettings(
    long surveyTime,
    long recvDeadline,
    long pollTime,
    int misses,
    long lossGrace,
    long gather,
    long pulse,
    long settleTime,
    Limits limits,
    String cluster) {

  /** The pace that these options ask for. */
  public static ServerSettings of(Options options) {
    return new ServerSettings(
        options.surveyTime().toNanos(),
        options.recvDeadline().toNanos(),
        options.pollTime().toNanos(),
        options.misses(),
        options.lossGrace().toNanos(),
        options.gather().toNanos(),
        options.pulse().toNanos(),
        options.settleTime().toNanos(),
        options.limits(),
        options.cluster());
  }

  /**
   * How often a server looks at the clock while somebody's absence may be about to count, so that a
   * pause of its own does not go unnoticed.
   */
  public long beat() {
    return Math.max(1_000_000, Math.min(surveyTime, Math.max(lossGrace, surveyTime / 4)) / 8);
  }

  /**
   * How long a client may hear nothing of a server that is well, in milliseconds: the longest time
   * between two surveys, and not less than it takes subscribers to give up a server.
   */
  int silenceMillis() {
    return (int) (Math.max(pollTime + surveyTime, 2 * pulse) / 1_000_000);
  }

  /**
   * A server that was not called for so long was stopped; one that is busy is called all the time.
   */
  long stop() {
    return Math.max(500_000_000L, 2 * pulse);
  }

  /** A server that published nothing for so long may be away for its subscribers. */
  long absence() {
    return 3 * pulse;
  }
}
