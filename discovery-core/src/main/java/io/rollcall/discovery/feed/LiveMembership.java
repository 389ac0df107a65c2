package io.rollcall.discovery.feed;

import io.rollcall.discovery.Feed;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.time.Duration;
import java.util.List;

/**
 * A membership and the end by which it is driven. Thread-safe; one thread publishes.
 *
 * <p>The first change that is published makes the roster known, even if it is empty.
 */
public final class LiveMembership implements Membership {
  private final StateFeed<List<String>> peers;
  private final StateFeed<Roster> rosters;
  private final ChangeFeed changes;
  private final StateFeed<State> states;
  private final Object lock = new Object();
  private volatile Roster roster = Roster.empty();
  private volatile State state = State.SYNCING;
  private boolean known;
  private boolean ended;
  private volatile boolean concluded;

  /** A membership that nothing is known of yet; it reads {@code backlog} and {@code executor}. */
  public LiveMembership(Options options) {
    peers = new StateFeed<>("peers", options.executor());
    rosters = new StateFeed<>("rosters", options.executor());
    changes = new ChangeFeed(options.backlog(), options.executor());
    states = new StateFeed<>("states", options.executor());
    states.publish(state);
  }

  /**
   * The same, for a thread that owns sockets and publishes: whatever the executor, no reader is
   * called on it.
   */
  public static LiveMembership onLoop(Options options) {
    return new LiveMembership(options.withExecutor(new OffLoop(options.executor())));
  }

  /** The roster has changed, or is known for the first time. */
  public void publish(MembershipChange change) {
    if (concluded) {
      return;
    }
    roster = change.roster();
    rosters.publish(roster);
    if (!known || !change.joined().isEmpty() || !change.left().isEmpty()) {
      peers.publish(roster.names());
    }
    known = true;
    changes.publish(change);
  }

  /** The roster can be trusted more, or less. */
  public void publish(State now) {
    if (concluded) {
      return;
    }
    synchronized (lock) {
      state = now;
      lock.notifyAll();
    }
    states.publish(now);
  }

  /**
   * Nothing counts that is published from now on. To be called before connections are closed: their
   * end is no news of the servers. Idempotent.
   */
  public void conclude() {
    concluded = true;
  }

  /**
   * Nothing follows: the feeds end, and who waits is released. What was live is stale from now on;
   * the feed of states does not report it, since nothing has happened to the servers. Idempotent.
   */
  public void end() {
    conclude();
    synchronized (lock) {
      ended = true;
      if (state == State.LIVE) {
        state = State.STALE;
      }
      lock.notifyAll();
    }
    rosters.end();
    peers.end();
    changes.end();
    states.end();
  }

  @Override
  public Roster roster() {
    return roster;
  }

  @Override
  public Feed<List<String>> peers() {
    return peers;
  }

  @Override
  public Feed<Roster> rosters() {
    return rosters;
  }

  @Override
  public Feed<MembershipChange> changes() {
    return changes;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Feed<State> states() {
    return states;
  }

  @Override
  public boolean awaitLive(Duration timeout) throws InterruptedException {
    return Waiting.until(lock, timeout, () -> !ended && state == State.LIVE, () -> ended);
  }
}
