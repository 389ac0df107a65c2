package io.rollcall.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

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
   * Completes once the state is {@link State#LIVE}, with the roster of which it is said or a later
   * one. If the membership is closed before that, it completes with a {@link FeedClosedException}.
   * It completes on {@link Options#executor()}. Each call returns a stage of its own; to cancel it
   * ends the reading.
   *
   * <p>Callbacks of {@link #changes} run beside it and may be behind. To act once they have been
   * told everybody use {@link #follow}, whose listener hears of changes and states in order.
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

  /** A view of the members of this type: see {@link #where}. */
  default Membership ofType(String type) {
    Objects.requireNonNull(type, "type");
    return where(member -> member.type().equals(type));
  }

  /**
   * A view of the members that pass a test. Its states are those of this membership; its rosters
   * have versions of their own, and its feeds deliver only what changes the view. A member that
   * passes no more leaves the view with {@link Cause#FILTERED}.
   *
   * <p>A view needs no closing: it follows this membership while its own feeds have readers, and
   * otherwise looks when it is asked. It ends with this membership, unless that is one whose feeds
   * are none of this library's.
   *
   * @param test must always say the same of equal members. It runs on the threads of {@link
   *     Options#executor()} and of callers. A member of which it throws is not shown; what it
   *     throws is logged once.
   */
  default Membership where(Predicate<? super Member> test) {
    return FilteredMembership.of(this, Objects.requireNonNull(test, "test"));
  }

  /**
   * A view that shows nobody once this membership has been {@link State#STALE} for a time: a list
   * that old may be wrong about everybody. All members leave it with {@link Cause#FILTERED}, and
   * those of the newest roster join it when the state is another one again. Its states are those of
   * this membership.
   *
   * <p>It follows this membership until it is closed. If this membership is stale by then, the time
   * begins with this call.
   *
   * @param patience for how long a stale roster is shown; not negative
   * @throws IllegalArgumentException if it is negative
   */
  default ExpiringMembership expiring(Duration patience) {
    return ExpiringMembership.of(this, patience);
  }

  /**
   * As above, where another timer measures the time and runs what is due: in a test, that of a
   * virtual time.
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
