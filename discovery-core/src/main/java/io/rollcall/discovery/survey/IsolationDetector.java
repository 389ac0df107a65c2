package io.rollcall.discovery.survey;

/**
 * Whether a server that hears nobody at all any more has likely been cut off itself. Then what it
 * did not hear counts for nobody until its subscribers, which are likely cut off too, have noticed
 * its absence: what it concludes from its own isolation shall not reach them as news.
 */
final class IsolationDetector {
  private static final long NEVER = Long.MIN_VALUE;

  private final ServerSettings settings;
  private long since = NEVER;
  private int rounds;

  IsolationDetector(ServerSettings settings) {
    this.settings = settings;
  }

  /** Somebody is heard; returns whether that ends a time in which nobody was. */
  boolean ends() {
    boolean isolated = since != NEVER;
    since = NEVER;
    rounds = 0;
    return isolated;
  }

  /**
   * A round has closed; returns how many misses it is worth for those who did not answer: none
   * while the fault is likely the server's own, and those withheld once it is not. That one client
   * alone is silent says more of it than of the server.
   */
  int misses(RoundScheduler.Closed closed, long now) {
    if (closed.anybody() || closed.missed().size() < 2) {
      return 1;
    }
    if (since == NEVER) {
      since = closed.askedAt();
    }
    rounds++;
    if (now - since < settings.absence() + settings.pulse() / 2) {
      return 0;
    }
    int withheld = rounds;
    rounds = 0;
    return withheld;
  }
}
