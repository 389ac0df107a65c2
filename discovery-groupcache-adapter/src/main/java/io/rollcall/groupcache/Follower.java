package io.rollcall.groupcache;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.State;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands on the peers of a membership as they change, while it can be trusted; else the last ones
 * stay. Thread-safe.
 */
final class Follower implements AutoCloseable {
  private final Membership membership;
  private final PeerUrls urls;
  private final Consumer<List<String>> peers;
  private final FeedSubscription rosters;
  private final FeedSubscription states;
  private boolean closed;

  Follower(Membership membership, PeerUrls urls, Consumer<List<String>> peers) {
    this.membership = membership;
    this.urls = urls;
    this.peers = peers;
    rosters = membership.rosters().subscribe(roster -> look());
    states = membership.states().subscribe(state -> look());
  }

  private synchronized void look() {
    if (!closed && membership.state() == State.LIVE) {
      peers.accept(urls.of(membership.roster()));
    }
  }

  /** Nothing is handed on any more once this returns. */
  @Override
  public void close() {
    rosters.close();
    states.close();
    synchronized (this) {
      closed = true;
    }
  }
}
