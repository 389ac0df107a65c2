package io.rollcall.discovery;

/** How far a {@link Membership} can be trusted at this moment. */
public enum State {
  /**
   * No roster has come yet. A subscriber of several servers waits for the roster of each, for a
   * second at most after the first.
   */
  SYNCING,
  /** At least one server is heard and has settled: the roster is what it knows. */
  LIVE,
  /**
   * The last roster stays, but no settled server stands behind it: the server fell silent for three
   * pulses, said goodbye, or has just started and does not yet know who is absent.
   */
  STALE
}
