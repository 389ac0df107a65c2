package io.rollcall.cli;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The first roster of a membership that has just started, and then each change to it. The changes
 * alone don't tell who was there from who came first, since a first roster without members is none
 * of them. For one thread.
 */
final class RosterFeed implements AutoCloseable {
  private final FeedQueue<MembershipChange> changes;
  private final FeedQueue<Roster> rosters;
  private long seen;

  RosterFeed(Membership membership) {
    this.changes = membership.changes().queue();
    this.rosters = membership.rosters().queue();
  }

  /** The first roster, as soon as it is there within this time; to be taken before any change. */
  @Nullable Roster first(long nanos) throws InterruptedException {
    Roster first = rosters.poll(nanos, TimeUnit.NANOSECONDS);
    if (first != null) {
      seen = first.version();
      rosters.close();
    }
    return first;
  }

  /** The next change, as soon as it is there within this time. */
  @Nullable MembershipChange next(long nanos) throws InterruptedException {
    MembershipChange next = changes.poll(nanos, TimeUnit.NANOSECONDS);
    return next == null || next.roster().version() <= seen ? null : next;
  }

  @Override
  public void close() {
    changes.close();
    rosters.close();
  }
}
