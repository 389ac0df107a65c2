package io.rollcall.discovery.feed;

import io.rollcall.discovery.MembershipChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps so many changes apart; beyond that the newest two become one with the same net effect. */
final class Backlog implements Pending<MembershipChange> {
  private final int most;
  private final Deque<MembershipChange> changes = new ArrayDeque<>();

  Backlog(int most) {
    this.most = most;
  }

  @Override
  public void add(MembershipChange change) {
    if (changes.size() < most) {
      changes.addLast(change);
      return;
    }
    MembershipChange merged = changes.removeLast().then(change);
    if (!merged.isEmpty()) {
      changes.addLast(merged);
    }
  }

  @Override
  public @Nullable MembershipChange poll() {
    return changes.pollFirst();
  }

  @Override
  public @Nullable MembershipChange peek() {
    return changes.peekFirst();
  }

  @Override
  public List<MembershipChange> all() {
    return List.copyOf(changes);
  }

  @Override
  public void clear() {
    changes.clear();
  }
}
