package io.rollcall.discovery.feed;

import io.rollcall.discovery.Feed;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.thread.Monitor;
import io.rollcall.discovery.thread.Threads;
import io.rollcall.discovery.thread.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A membership and the end by which it is driven. Thread-safe; one thread publishes.
 *
 * <p>The first change that is published makes the roster known, even if it is empty.
 */
public final class LiveMembership implements Membership {
  private final Options options;
  private final Executor followers;
  private final Threads threads;
  private final StateFeed<List<String>> peers;
  private final StateFeed<Roster> rosters;
  private final ChangeFeed changes;
  private final StateFeed<State> states;
  private final Monitor stateMonitor;
  private volatile Roster roster = Roster.empty();
  private volatile State state = State.SYNCING;
  private boolean known;
  private boolean ended;
  private volatile boolean concluded;

  /** A membership that nothing is known of yet; it reads {@code backlog} and {@code executor}. */
  public LiveMembership(Options options) {
    this(options, options.executor(), Threads.SYSTEM, ReaderListener.NONE);
  }

  private LiveMembership(
      Options options, Executor followers, Threads threads, ReaderListener readerListener) {
    this.options = options;
    this.followers = followers;
    this.threads = threads;
    stateMonitor = new Monitor(threads);
    peers = new StateFeed<>("peers", options.executor(), threads, readerListener);
    rosters = new StateFeed<>("rosters", options.executor(), threads, readerListener);
    changes = new ChangeFeed(options.backlog(), options.executor(), threads, readerListener);
    states = new StateFeed<>("states", options.executor(), threads, readerListener);
    states.publish(state);
  }

  /**
   * The same, for a thread that owns sockets and publishes: whatever the executor, no reader is
   * called on it. What follows it does so on threads of the library, so that no reader keeps it
   * waiting.
   */
  public static LiveMembership onLoop(Options options) {
    return onLoop(options, Threads.SYSTEM);
  }

  /** As above; who waits for it, and who follows it, does so on these threads. */
  public static LiveMembership onLoop(Options options, Threads threads) {
    Options offLoop =
        options.withExecutor(new OffLoopExecutor(options.executor(), threads.readers()));
    return new LiveMembership(offLoop, threads.readers(), threads, ReaderListener.NONE);
  }

  /**
   * Another one that nothing is known of, to show something of this one: its readers are called as
   * this one's are.
   *
   * @param readerListener is told of the readers of all its feeds
   */
  public LiveMembership another(ReaderListener readerListener) {
    return new LiveMembership(options, followers, threads, readerListener);
  }

  /** How threads wait for it. */
  public Threads threads() {
    return threads;
  }

  /** Where another membership that shows something of this one follows it. */
  public Executor followers() {
    return followers;
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
    stateMonitor.lock();
    try {
      state = now;
      stateMonitor.changed();
    } finally {
      stateMonitor.unlock();
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
    stateMonitor.lock();
    try {
      ended = true;
      if (state == State.LIVE) {
        state = State.STALE;
      }
      stateMonitor.changed();
    } finally {
      stateMonitor.unlock();
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
    return stateMonitor.await(
        Timeouts.nanos(timeout), () -> !ended && state == State.LIVE, () -> ended);
  }
}
