package io.rollcall.discovery.feed;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.spi.Changes;
import io.rollcall.discovery.thread.Threads;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A feed of changes: a new reader finds one change that joins all, then what follows. Empty changes
 * are not delivered. Thread-safe.
 */
public final class ChangeFeed extends AbstractFeed<MembershipChange> {
  private final int backlog;
  private final DepartureLog log = new DepartureLog();
  private Roster roster = Roster.empty();

  /** A feed of which a slow reader finds {@code backlog} changes apart, at least 1. */
  public ChangeFeed(int backlog, Executor executor) {
    this(backlog, executor, Threads.SYSTEM, ReaderListener.NONE);
  }

  ChangeFeed(int backlog, Executor executor, Threads threads, ReaderListener readerListener) {
    super("changes", executor, threads, readerListener);
    this.backlog = backlog;
  }

  @Override
  @Nullable MembershipChange current() {
    return roster.members().isEmpty() ? null : Changes.joiningAll(roster);
  }

  @Override
  boolean accept(MembershipChange change) {
    roster = change.roster();
    if (change.isEmpty()) {
      return false;
    }
    log.next(change);
    return true;
  }

  /** How many departures are kept for readers who lag behind. */
  int departures() {
    return log.size();
  }

  /**
   * As {@link #subscribe(Consumer, Runnable)}, but changes that together come to nothing are
   * delivered as an empty one: so the reader learns up to which roster it has been told.
   */
  public FeedSubscription subscribeToRosters(Consumer<MembershipChange> reader, Runnable ended) {
    return subscribeFirst(new ChangeBuffer(backlog, log, true), reader, ended, executor());
  }

  /**
   * The same, but the reader gets only what follows a roster, and on an executor of its own.
   *
   * @param start is called with that roster before this method returns; publishing waits for it
   */
  public FeedSubscription subscribeAfter(
      Consumer<Roster> start, Consumer<MembershipChange> reader, Runnable ended, Executor own) {
    ChangeBuffer pending = new ChangeBuffer(backlog, log, true);
    return subscribeAfter(
        () -> {
          pending.startAt(roster);
          start.accept(roster);
        },
        pending,
        reader,
        ended,
        own);
  }

  @Override
  ReaderBuffer<MembershipChange> pending() {
    return new ChangeBuffer(backlog, log, false);
  }
}
