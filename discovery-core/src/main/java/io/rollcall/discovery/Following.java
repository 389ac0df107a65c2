package io.rollcall.discovery;

import io.rollcall.discovery.feed.ChangeFeed;
import org.jspecify.annotations.Nullable;

/**
 * Puts a membership's changes and states in order for one listener. They come on threads of their
 * own, so a state may overtake the roster of which it is said: then it waits. Thread-safe.
 */
final class Following implements FeedSubscription {
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

  private Following(Membership membership, MembershipListener listener) {
    this.membership = membership;
    this.listener = listener;
  }

  static Following start(Membership membership, MembershipListener listener) {
    Following following = new Following(membership, listener);
    following.begin();
    return following;
  }

  private void begin() {
    changes =
        membership.changes() instanceof ChangeFeed feed
            ? feed.subscribeToRosters(this::on)
            : membership.changes().subscribe(this::on);
    states = membership.states().subscribe(this::on);
    if (closed) {
      // By the listener, before there was anything to close.
      close();
    }
  }

  private synchronized void on(MembershipChange change) {
    if (closed) {
      return;
    }
    if (change.isEmpty()) {
      told = change.roster();
    } else {
      tell(change);
    }
    tellState();
  }

  private synchronized void on(State state) {
    // A state is set after the roster of which it is said: so this is that roster or a later one.
    nextRoster = membership.roster();
    next = state;
    tellState();
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
