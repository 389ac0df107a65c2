package io.rollcall.discovery.feed;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.State;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Drives a membership by the lists that servers publish, where a list holds names and nothing else.
 * Whoever is on no list any more has left {@link Cause#SILENT}; live is the membership while a
 * server is there that has published. What becomes of a server's list that goes is said at {@link
 * MergedNames}. Not thread-safe; times are nanoseconds.
 */
public final class ListedMembership {
  private final LiveMembership membership;
  private final NamedRoster roster;
  private final MergedNames lists;

  /**
   * Drives this membership.
   *
   * @param settleTime after which a server that has come lists all; until then nobody leaves who is
   *     on the list of one that has gone
   * @param members how many names are kept of servers that have gone
   */
  public ListedMembership(LiveMembership membership, long settleTime, int members) {
    this.membership = membership;
    this.roster = new NamedRoster(membership);
    this.lists = new MergedNames(settleTime, members);
  }

  /** A server is there; the number is new with each connection. */
  public void connected(long server, long now) {
    lists.connected(server, now);
  }

  /** A server that is there lists these names. */
  public void published(long server, SortedSet<String> names, long now) {
    lists.published(server, names, now);
    tell();
  }

  /** A server has gone. */
  public void lost(long server) {
    lists.lost(server);
    tell();
  }

  /** Time has passed; needed at {@link #due}. */
  public void tick(long now) {
    lists.tick(now);
    tell();
  }

  /** When {@link #tick} is needed, if ever. */
  public Optional<Long> due() {
    return lists.due();
  }

  private void tell() {
    lists.names().ifPresent(names -> roster.publish(names, name -> Cause.SILENT));
    State now = lists.isLive() ? State.LIVE : State.STALE;
    if (roster.isKnown() && now != membership.state()) {
      membership.publish(now);
    }
  }
}
