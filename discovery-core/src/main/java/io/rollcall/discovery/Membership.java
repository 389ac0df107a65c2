package io.rollcall.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/**
 * A live view of the members that are present. Thread-safe.
 *
 * <p>Write code against this interface alone: it then works with a server, a subscriber, a daemon
 * or a test. The roster includes the process itself, if it is a member, and members of every {@link
 * Status}.
 */
public interface Membership {

  /** The newest roster, without waiting; empty before the first one arrives. */
  Roster roster();

  /** The names of the members, sorted: a feed of states. */
  Feed<List<String>> peers();

  /** The rosters: a feed of states. */
  Feed<Roster> rosters();

  /** The members that joined, left and were updated: a feed of events. */
  Feed<MembershipChange> changes();

  /**
   * How far the roster can be trusted now. The state is set after the roster that it describes, so
   * a {@link #roster()} read after {@link State#LIVE} is that roster or a later one.
   */
  State state();

  /**
   * How far the roster can be trusted: a feed of states. It ends when the membership is closed,
   * without reporting {@link State#STALE}.
   */
  Feed<State> states();

  /**
   * Waits until the state is {@link State#LIVE}.
   *
   * @return whether it became {@code LIVE} within this time; {@code false} also if the membership
   *     is closed
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean awaitLive(Duration timeout) throws InterruptedException;

  /**
   * Completes on {@link Options#executor()} once the state is {@link State#LIVE}, with the roster
   * that this state describes or a later one. If the membership is closed before, it completes with
   * a {@link FeedClosedException}. Each call returns its own stage; cancelling it stops the
   * reading.
   *
   * <p>Callbacks of {@link #changes} run independently and may be behind. To act once all members
   * have been delivered, use {@link #follow}, whose listener gets changes and states in one order.
   */
  default CompletionStage<Roster> live() {
    CompletableFuture<Roster> live = new CompletableFuture<>();
    FeedSubscription following =
        follow(
            new MembershipListener() {
              @Override
              public void became(State state) {
                if (state == State.LIVE) {
                  live.complete(roster());
                }
              }

              @Override
              public void ended() {
                live.completeExceptionally(new FeedClosedException("the membership is closed"));
              }
            });
    return Stages.closing(live, following);
  }

  /**
   * Calls one listener for changes and states, one call at a time, on {@link Options#executor()}. A
   * state is delivered after the roster that it describes: when the listener gets {@link
   * State#LIVE}, it has got all members. Two separate subscriptions, to {@link #changes} and to
   * {@link #states}, have no such order.
   *
   * @return the subscription; closing it ends the calls
   */
  default FeedSubscription follow(MembershipListener listener) {
    return Following.start(this, Objects.requireNonNull(listener, "listener"));
  }

  /** A view of the members of this type; see {@link #where}. */
  default Membership ofType(String type) {
    Objects.requireNonNull(type, "type");
    return where(member -> member.type().equals(type));
  }

  /**
   * A view of the members that pass a test. Its states are those of this membership. Its rosters
   * have their own versions, and its feeds deliver only what changes the view. A member that no
   * longer passes leaves the view with {@link Cause#FILTERED}.
   *
   * <p>A view need not be closed: it follows this membership only while its own feeds have readers,
   * and otherwise filters on demand. It ends with this membership, unless the feeds of that are not
   * this library's.
   *
   * @param test must give the same result for equal members. It runs on the threads of {@link
   *     Options#executor()} and of callers. If it throws, the member is not shown, and the
   *     exception is logged once.
   */
  default Membership where(Predicate<? super Member> test) {
    return FilteredMembership.of(this, Objects.requireNonNull(test, "test"));
  }

  /**
   * A view that becomes empty once this membership has been {@link State#STALE} for a given time,
   * because a list that old may be wrong. All members leave it with {@link Cause#FILTERED}; those
   * of the newest roster join it again when the state changes. Its states are those of this
   * membership.
   *
   * <p>It follows this membership until it is closed. If this membership is already stale, the time
   * begins with this call.
   *
   * @param patience how long a stale roster is shown; not negative
   * @throws IllegalArgumentException if it is negative
   */
  default ExpiringMembership expiring(Duration patience) {
    return ExpiringMembership.of(this, patience);
  }

  /**
   * As above, with another timer: in a test, that of a virtual time.
   *
   * @throws IllegalArgumentException if the patience is negative
   */
  default ExpiringMembership expiring(Duration patience, ScheduledExecutorService timer) {
    return ExpiringMembership.of(this, patience, Objects.requireNonNull(timer, "timer"));
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
