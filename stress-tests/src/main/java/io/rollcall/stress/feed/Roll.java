package io.rollcall.stress.feed;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedClosedException;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.spi.Changes;
import java.util.List;
import java.util.Map;

/** Changes of one roster, each following the one before. */
final class Roll {
  static final MembershipChange A_JOINS = join(Roster.empty(), "a");
  static final MembershipChange B_JOINS = join(A_JOINS.roster(), "b");
  static final MembershipChange A_LEAVES =
      Changes.from(B_JOINS.roster(), List.of(), Map.of("a", Cause.GOODBYE));
  static final MembershipChange A_RETURNS = join(A_LEAVES.roster(), "a");
  static final MembershipChange C_JOINS = join(A_RETURNS.roster(), "c");

  private Roll() {}

  private static MembershipChange join(Roster before, String name) {
    return Changes.from(before, List.of(Member.named(name)), Map.of());
  }

  /** Who joins by the next change; empty if none is queued. */
  static String pollJoined(FeedQueue<MembershipChange> queue) {
    MembershipChange change = queue.poll();
    return change == null ? "" : joined(change);
  }

  /** Who joins by the next change, which is waited for. */
  static String takeJoined(FeedQueue<MembershipChange> queue) {
    try {
      return joined(queue.take());
    } catch (FeedClosedException closed) {
      return "ended";
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  /** The names of those who join. */
  static String joined(MembershipChange change) {
    StringBuilder names = new StringBuilder();
    change.joined().forEach(member -> names.append(member.name()));
    return names.toString();
  }
}
