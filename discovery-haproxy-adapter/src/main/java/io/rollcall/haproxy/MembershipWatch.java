package io.rollcall.haproxy;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest that a membership says, and whether somebody ought to look. Thread-safe. */
final class MembershipWatch {
  /** Of more than these it is forgotten that they said goodbye, which only matters while stale. */
  private static final int GOODBYES = 100_000;

  private final Membership membership;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** Who said goodbye, and at which of the changes. */
  private final Map<String, Long> goodbyes = new HashMap<>();

  private long changes;
  private boolean isNew = true;

  MembershipWatch(Membership membership) {
    this.membership = membership;
  }

  /**
   * Something changed: who waits looks again. Who comes back after a goodbye needs no mention: the
   * roster has it, and when it leaves again that has a cause of its own.
   */
  void changed(MembershipChange change) {
    lock.lock();
    try {
      changes++;
      for (Member member : change.left()) {
        goodbyes.remove(member.name());
        if (change.cause(member.name()) == Cause.GOODBYE && goodbyes.size() < GOODBYES) {
          goodbyes.put(member.name(), changes);
        }
      }
    } finally {
      lock.unlock();
    }
    wake();
  }

  /** Who waits looks again. */
  void wake() {
    lock.lock();
    try {
      isNew = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for this time, or until something is new since {@link #now} was last called. */
  void await(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!isNew && left > 0) {
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What the membership says now. */
  MembershipSnapshot now() {
    Set<String> said;
    long seen;
    lock.lock();
    try {
      isNew = false;
      said = Set.copyOf(goodbyes.keySet());
      seen = changes;
    } finally {
      lock.unlock();
    }
    // In this order: a roster that is read after LIVE is one that LIVE is said of.
    State state = membership.state();
    return new MembershipSnapshot(state, membership.roster(), said, seen);
  }

  /**
   * The goodbyes of this snapshot have been acted upon for good. A member of it that has come back
   * and said goodbye again meanwhile is not forgotten.
   */
  void forget(MembershipSnapshot handled) {
    lock.lock();
    try {
      goodbyes.values().removeIf(change -> change <= handled.changes());
    } finally {
      lock.unlock();
    }
  }
}
