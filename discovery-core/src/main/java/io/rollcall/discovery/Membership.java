package io.rollcall.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

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

  /**
   * How far the roster can be trusted at this moment. It is set after the roster of which it is
   * said: a {@link #roster()} that is read after {@link State#LIVE} is that roster or a later one.
   */
  State state();

  /**
   * How far the roster can be trusted: a feed of states. It ends with the membership, and reports
   * no {@link State#STALE} then.
   */
  Feed<State> states();

  /**
   * Waits until the state is {@link State#LIVE}.
   *
   * @return whether it was within this time; {@code false} too when the membership is closed
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean awaitLive(Duration timeout) throws InterruptedException;

  /**
   * Tells one listener of changes and states together, one call at a time, on {@link
   * Options#executor()}. A state is told once the roster has been of which it is said: whoever is
   * told {@link State#LIVE} has been told everybody. Of two subscriptions, to {@link #changes} and
   * to {@link #states}, either may be ahead of the other.
   *
   * @return ends the calls when it is closed
   */
  default FeedSubscription follow(MembershipListener listener) {
    return Following.start(this, Objects.requireNonNull(listener, "listener"));
  }

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
