package io.rollcall.discovery;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.feed.ReaderListener;
import io.rollcall.discovery.thread.Threads;
import io.rollcall.discovery.thread.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A view that becomes empty once its membership has been {@link State#STALE} for a given time; see
 * {@link Membership#expiring}. It follows that membership until it is closed. Thread-safe.
 */
public final class ExpiringMembership extends MembershipView implements AutoCloseable {
  private final LiveMembership view;
  private final Duration patience;
  private final Timer timer;

  /** Guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private Roster newest = Roster.empty();
  private boolean known;
  private boolean expired;
  private @Nullable State told;

  /** How many states have been told: a timer that was set before the last one is out of date. */
  private int states;

  private volatile @Nullable FeedSubscription following;

  private ExpiringMembership(LiveMembership view, Duration patience, Timer timer) {
    super(view);
    this.view = view;
    this.patience = patience;
    this.timer = timer;
  }

  /** Runs something after a time. */
  interface Timer {
    void after(Duration delay, Runnable task);
  }

  static ExpiringMembership of(Membership whole, Duration patience) {
    Threads threads = FilteredMembership.base(whole).threads();
    return of(whole, patience, (delay, task) -> threads.after(Timeouts.nanos(delay), task));
  }

  static ExpiringMembership of(
      Membership whole, Duration patience, ScheduledExecutorService timer) {
    return of(
        whole,
        patience,
        (delay, task) -> {
          Future<?> unused = timer.schedule(task, Timeouts.nanos(delay), TimeUnit.NANOSECONDS);
        });
  }

  static ExpiringMembership of(Membership whole, Duration patience, Timer timer) {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience %s is negative".formatted(patience));
    }
    LiveMembership base = FilteredMembership.base(whole);
    ExpiringMembership view =
        new ExpiringMembership(base.another(ReaderListener.NONE), patience, timer);
    view.begin(whole, base.followers());
    return view;
  }

  private void begin(Membership whole, Executor executor) {
    Listener listener = new Listener();
    // The state first: the roster is then that of which it is said, or a later one.
    State state = whole.state();
    following = Following.startAfter(whole, listener::begin, listener, executor);
    inTurn(
        () -> {
          if (told == null) {
            become(state);
          }
        });
  }

  private final class Listener implements MembershipListener {
    /** Of a membership of which nothing is known yet, the first change follows. */
    void begin(Roster roster) {
      if (roster.version() > 0) {
        inTurn(() -> beginWith(roster));
      }
    }

    @Override
    public void changed(MembershipChange change) {
      inTurn(
          () -> {
            if (known) {
              follow(change);
            } else {
              beginWith(change.roster());
            }
          });
    }

    @Override
    public void became(State state) {
      inTurn(() -> become(state));
    }

    @Override
    public void ended() {
      inTurn(ExpiringMembership.this::end);
    }
  }

  private void inTurn(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  private void beginWith(Roster roster) {
    known = true;
    newest = roster;
    view.publish(MembershipChange.from(view.roster(), roster.members(), Map.of()));
  }

  private void follow(MembershipChange change) {
    if (change.roster().version() <= newest.version()) {
      return;
    }
    newest = change.roster();
    if (!expired) {
      List<Member> present = new ArrayList<>(change.joined());
      present.addAll(change.updated());
      publish(
          present,
          change.departures().stream()
              .collect(toMap(left -> left.member().name(), Departure::cause)));
    }
  }

  private void become(State state) {
    told = state;
    states++;
    if (state != State.STALE && expired) {
      expired = false;
      publish(newest.members(), Map.of());
    }
    if (state != view.state()) {
      view.publish(state);
    }
    if (state == State.STALE) {
      int now = states;
      timer.after(patience, () -> inTurn(() -> expire(now)));
    }
  }

  private void expire(int since) {
    if (since == states) {
      expired = true;
      publish(
          List.of(),
          view.roster().names().stream().collect(toMap(identity(), name -> Cause.FILTERED)));
    }
  }

  private void publish(Collection<Member> present, Map<String, Cause> gone) {
    MembershipChange change = MembershipChange.from(view.roster(), present, new TreeMap<>(gone));
    if (!change.isEmpty()) {
      view.publish(change);
    }
  }

  private void end() {
    states++;
    view.end();
  }

  /** Ends its feeds, and follows the membership no more. Idempotent. */
  @Override
  public void close() {
    FeedSubscription subscription = following;
    if (subscription != null) {
      subscription.close();
    }
    inTurn(this::end);
  }

  @Override
  public String toString() {
    return "an expiring view, " + state() + " " + roster();
  }
}
