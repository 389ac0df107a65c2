package io.rollcall.testkit.recipes;

import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps the names of those present; drops them when no server has been heard for so long. */
final class Peers implements AutoCloseable {
  private final Membership membership;
  private final Duration patience;
  private final ScheduledExecutorService timer;
  private final FeedSubscription rosters;
  private final FeedSubscription states;
  private volatile List<String> names = List.of();
  private volatile Future<?> dropping;

  Peers(Membership membership, Duration patience, ScheduledExecutorService timer) {
    this.membership = membership;
    this.patience = patience;
    this.timer = timer;
    this.rosters = membership.rosters().subscribe(this::take);
    this.states = membership.states().subscribe(this::become);
  }

  List<String> names() {
    return names;
  }

  @Override
  public void close() {
    rosters.close();
    states.close();
  }

  private void take(Roster roster) {
    names = roster.names();
  }

  private void become(State state) {
    if (dropping != null) {
      dropping.cancel(false);
      dropping = null;
    }
    if (state == State.STALE) {
      dropping =
          timer.schedule(() -> names = List.of(), patience.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      names = membership.roster().names();
    }
  }
}
