package io.rollcall.discovery;

import io.rollcall.discovery.feed.ChangeFeed;
import io.rollcall.discovery.feed.StateFeed;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a membership's changes and states in order for one listener. They come on threads of their
 * own, so a state may overtake the roster of which it is said: then it waits. Thread-safe.
 */
final class Following implements FeedSubscription {
  private final ReentrantLock lock = new ReentrantLock();
  private final Membership membership;
  private final MembershipListener listener;
  private volatile boolean closed;
  private volatile @Nullable FeedSubscription changes;
  private volatile @Nullable FeedSubscription states;
  private Roster told = Roster.empty();
  private boolean known;
  private @Nullable State toldState;

  /** A state that is to be told once this roster, or a later one, has been. */
  private @Nullable State next;

  private Roster nextRoster = Roster.empty();

  /** How many of the two feeds have ended. */
  private int endedFeeds;

  private Following(Membership membership, MembershipListener listener) {
    this.membership = membership;
    this.listener = listener;
  }

  static Following start(Membership membership, MembershipListener listener) {
    Following following = new Following(membership, listener);
    following.changes =
        membership.changes() instanceof ChangeFeed feed
            ? feed.subscribeToRosters(following::on, following::feedEnded)
            : membership.changes().subscribe(following::on);
    following.states =
        membership.states() instanceof StateFeed<State> feed
            ? feed.subscribe(following::on, following::feedEnded)
            : membership.states().subscribe(following::on);
    following.closeIfClosed();
    return following;
  }

  /**
   * The same, but the listener is told only what follows a roster, and on an executor of its own.
   *
   * @param start is called with that roster before this method returns; publishing waits for it. It
   *     is not called if the membership's feeds are none of this library's: then the first change
   *     joins all, and the executor is the feeds'
   */
  static Following startAfter(
      Membership membership,
      Consumer<Roster> start,
      MembershipListener listener,
      Executor executor) {
    if (!(membership.changes() instanceof ChangeFeed changes)
        || !(membership.states() instanceof StateFeed<State> states)) {
      return start(membership, listener);
    }
    Following following = new Following(membership, listener);
    following.changes =
        changes.subscribeAfter(
            roster -> {
              following.told = roster;
              following.known = roster.version() > 0;
              start.accept(roster);
            },
            following::on,
            following::feedEnded,
            executor);
    following.states = states.subscribe(following::on, following::feedEnded, executor);
    following.closeIfClosed();
    return following;
  }

  /** By the listener, before there was anything to close. */
  private void closeIfClosed() {
    if (closed) {
      close();
    }
  }

  private void feedEnded() {
    lock.lock();
    try {
      endedFeeds++;
      if (endedFeeds == 2 && !closed) {
        listener.ended();
      }
    } finally {
      lock.unlock();
    }
  }

  private void on(MembershipChange change) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (change.isEmpty()) {
        told = change.roster();
      } else {
        tell(change);
      }
      tellState();
    } finally {
      lock.unlock();
    }
  }

  private void on(State state) {
    lock.lock();
    try {
      // A state is set after the roster of which it is said: so this is that roster or a later one.
      nextRoster = membership.roster();
      next = state;
      tellState();
    } finally {
      lock.unlock();
    }
  }

  private void tell(MembershipChange change) {
    known = true;
    told = change.roster();
    listener.changed(change);
  }

  private void tellState() {
    State state = next;
    if (closed || state == null || !hasTold(nextRoster)) {
      return;
    }
    next = null;
    if (!known && state != State.SYNCING) {
      // A first roster without members is no change.
      boolean isNewer = nextRoster.version() > told.version();
      tell(MembershipChange.joiningAll(isNewer ? nextRoster : told));
    }
    if (state != toldState) {
      toldState = state;
      listener.became(state);
    }
  }

  /** A roster may be the same as the one before it, and no change leads to it then. */
  private boolean hasTold(Roster roster) {
    return told.version() >= roster.version() || told.equals(roster);
  }

  @Override
  public void close() {
    closed = true;
    close(changes);
    close(states);
  }

  private static void close(@Nullable FeedSubscription subscription) {
    if (subscription != null) {
      subscription.close();
    }
  }
}
