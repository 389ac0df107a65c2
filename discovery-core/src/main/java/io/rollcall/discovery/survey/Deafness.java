package io.rollcall.discovery.survey;

/**
 * Whether a server that hears nobody at all any more has likely been cut off itself. Then it waits
 * before it removes anybody until its subscribers, which are likely cut off too, have noticed its
 * absence: what it concludes from its own isolation shall not reach them as news.
 */
final class Deafness {
  private static final long NEVER = Long.MIN_VALUE;

  private final long patience;
  private long since = NEVER;

  Deafness(Pace pace) {
    this.patience = pace.absence() + pace.pulse() / 2;
  }

  /** Somebody is heard; returns whether that ends a time in which nobody was. */
  boolean ends() {
    boolean deaf = since != NEVER;
    since = NEVER;
    return deaf;
  }

  /** A round has closed. That one client alone is silent says more of it than of the server. */
  void roundClosed(Rounds.Closed closed) {
    if (!closed.anybody() && closed.missed().size() > 1 && since == NEVER) {
      since = closed.askedAt();
    }
  }

  boolean isLikely(long now) {
    return since != NEVER && now - since < patience;
  }
}
