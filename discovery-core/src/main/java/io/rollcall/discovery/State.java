package io.rollcall.discovery;

/** How far the roster of a {@link Membership} can be trusted. */
public enum State {
  /**
   * No roster has arrived yet. A subscriber of several servers waits for the roster of each, at
   * most 1 s after the first.
   */
  SYNCING,
  /** At least one settled server is heard: the roster is current. */
  LIVE,
  /**
   * The last roster stays, but no settled server confirms it: the servers were silent for three
   * pulses, have closed, or have just started and do not know yet who is absent.
   */
  STALE
}
