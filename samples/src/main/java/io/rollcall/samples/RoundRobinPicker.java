package io.rollcall.samples;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Picks the members that take work in turn. When no server has been heard for a while it picks
 * nobody: a list that old may be wrong about everybody. Thread-safe.
 */
public final class RoundRobinPicker implements AutoCloseable {
  private final Membership membership;
  private final Duration patience;
  private final ScheduledExecutorService timer;
  private final FeedSubscription rosters;
  private final FeedSubscription states;
  private List<Member> members = List.of();
  private Future<?> givingUp = new FutureTask<>(() -> null);
  private int next;

  /**
   * A picker that follows this membership.
   *
   * @param patience for how long the last roster counts while the membership is {@code STALE}
   * @param timer where this time is measured
   */
  public RoundRobinPicker(
      Membership membership, Duration patience, ScheduledExecutorService timer) {
    this.membership = membership;
    this.patience = patience;
    this.timer = timer;
    this.rosters = membership.rosters().subscribe(this::take);
    this.states = membership.states().subscribe(this::become);
  }

  /** The next in turn; empty if there is nobody to pick. */
  public synchronized Optional<Member> pick() {
    if (members.isEmpty()) {
      return Optional.empty();
    }
    next = (next + 1) % members.size();
    return Optional.of(members.get(next));
  }

  /** How many there are to pick from. */
  public synchronized int size() {
    return members.size();
  }

  @Override
  public void close() {
    rosters.close();
    states.close();
    become(State.LIVE);
  }

  private synchronized void take(Roster roster) {
    members = roster.members().stream().filter(member -> member.status() == Status.ONLINE).toList();
  }

  private synchronized void become(State state) {
    givingUp.cancel(false);
    if (state == State.STALE) {
      givingUp = timer.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      take(membership.roster());
    }
  }

  private synchronized void giveUp() {
    members = List.of();
  }
}
