package io.rollcall.discovery;

import java.time.Duration;
import java.util.List;

/**
 * A live view of who is present. Thread-safe.
 *
 * <p>Whoever uses a membership names this interface alone, so that each source of one works with
 * each use. The roster includes the viewer itself, if it is a member, and members of every {@link
 * Status}.
 */
public interface Membership {

  /** The newest roster known, at once; empty before the first. */
  Roster roster();

  /** The names of those present, sorted: a feed of states. */
  Feed<List<String>> peers();

  /** The rosters: a feed of states. */
  Feed<Roster> rosters();

  /** Who joined, left and was updated: a feed of events. */
  Feed<MembershipChange> changes();

  /** How far the roster can be trusted at this moment. */
  State state();

  /** How far the roster can be trusted: a feed of states. */
  Feed<State> states();

  /**
   * Waits until the state is {@link State#LIVE}.
   *
   * @return whether it was within this time; {@code false} too when the membership is closed
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean awaitLive(Duration timeout) throws InterruptedException;

  /**
   * A membership of these members that never changes, for tests and scripts.
   *
   * @throws IllegalArgumentException if a name is against the rules of {@link Member#named} or
   *     stands twice
   */
  static Membership of(String... names) {
    return new FixedMembership(names);
  }
}
