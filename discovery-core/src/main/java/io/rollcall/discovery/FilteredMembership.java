package io.rollcall.discovery;

import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.feed.ReaderListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A view of those members of another membership that pass a test: see {@link Membership#where}.
 * Thread-safe.
 *
 * <p>While its feeds have readers it follows the other membership, which then refers to it.
 * Otherwise nothing refers to it but its user, and it filters the newest roster when it is asked.
 */
final class FilteredMembership implements Membership {
  private final Membership whole;
  private final GuardedPredicate test;
  private final LiveMembership view;
  private final Executor executor;
  private final ReaderListener demand = new Readers();

  /** Guards what follows. Nobody's code runs under it but the test. */
  private final ReentrantLock lock = new ReentrantLock();

  private int readers;
  private boolean known;
  private volatile @Nullable Session session;

  /** The newest roster of the whole that the view shows. */
  private volatile Roster seen = Roster.empty();

  private FilteredMembership(Membership whole, Predicate<? super Member> test) {
    this.whole = whole;
    this.test = new GuardedPredicate(test);
    LiveMembership base = base(whole);
    this.view = base.another(demand);
    this.executor = base.followers();
  }

  static Membership of(Membership whole, Predicate<? super Member> test) {
    return new FilteredMembership(whole, test);
  }

  /** A membership whose readers are called as those of the view shall be. */
  static LiveMembership base(Membership whole) {
    if (whole instanceof FilteredMembership filtered) {
      return filtered.view;
    }
    return whole instanceof LiveMembership live ? live : LiveMembership.onLoop(Options.defaults());
  }

  private final class Readers implements ReaderListener {
    @Override
    public void added() {
      Session first = null;
      lock.lock();
      try {
        readers++;
        if (readers == 1) {
          first = new Session();
          session = first;
        }
      } finally {
        lock.unlock();
      }
      if (first != null) {
        first.begin();
      }
    }

    @Override
    public void removed() {
      lock.lock();
      try {
        readers--;
        Session last = session;
        if (readers == 0 && last != null) {
          session = null;
          last.end();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Follows the whole from the first reader of the view to the last. */
  private final class Session implements MembershipListener {
    private volatile @Nullable FeedSubscription following;
    private volatile @Nullable Roster start;
    private volatile boolean begun;

    /** Without the lock: what is followed may call from here, and hold a lock of its own. */
    void begin() {
      // The state first: the roster is then that of which it is said, or a later one.
      State state = whole.state();
      following = Following.startAfter(whole, roster -> start = roster, this, executor);
      inTurn(
          () -> {
            Roster roster = start;
            if (roster != null) {
              beginAt(roster);
            }
          });
      became(state);
    }

    private void beginAt(Roster roster) {
      if (!begun) {
        catchUp(roster);
        begun = true;
      }
    }

    void end() {
      FeedSubscription subscription = following;
      if (subscription != null) {
        subscription.close();
      }
    }

    @Override
    public void changed(MembershipChange change) {
      inTurn(
          () -> {
            Roster roster = start;
            if (roster == null) {
              // The first change of feeds that are none of this library's joins all.
              start = change.roster();
              beginAt(change.roster());
            } else {
              beginAt(roster);
              follow(change);
            }
          });
    }

    @Override
    public void became(State state) {
      inTurn(
          () -> {
            if (state != view.state()) {
              view.publish(state);
            }
          });
    }

    @Override
    public void ended() {
      inTurn(view::end);
    }

    /** Calls that come after the end of the session are not its own any more. */
    private void inTurn(Runnable step) {
      lock.lock();
      try {
        if (session == this) {
          step.run();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Whether the view's rosters and states are those that it is told. */
  private boolean isFollowing() {
    Session now = session;
    return now != null && now.begun;
  }

  /**
   * Shows what passes of this roster. As nobody has followed the changes that led to it, why
   * somebody left is not known; there is hardly ever a reader yet who would be told.
   */
  private void catchUp(Roster roster) {
    if (roster.version() <= seen.version()) {
      return;
    }
    Roster before = view.roster();
    Roster after = roster.where(test, before.version() + 1);
    if (!known || !after.equals(before)) {
      publish(MembershipChange.between(before, after, name -> leaves(name, after)));
    }
    seen = roster;
  }

  private static @Nullable Cause leaves(String name, Roster after) {
    return after.find(name).isPresent() ? null : Cause.LOST;
  }

  private void follow(MembershipChange change) {
    Roster roster = change.roster();
    if (known && roster.version() <= seen.version()) {
      return;
    }
    List<Member> present = new ArrayList<>();
    Map<String, Cause> gone = new TreeMap<>();
    change.joined().forEach(member -> sort(member, present, gone));
    change.updated().forEach(member -> sort(member, present, gone));
    change.left().forEach(member -> gone.put(member.name(), change.cause(member.name())));
    MembershipChange shown = MembershipChange.from(view.roster(), present, gone);
    if (!known || !shown.isEmpty()) {
      publish(shown);
    }
    seen = roster;
  }

  private void sort(Member member, List<Member> present, Map<String, Cause> gone) {
    if (test.test(member)) {
      present.add(member);
    } else {
      gone.put(member.name(), Cause.FILTERED);
    }
  }

  private void publish(MembershipChange change) {
    known = true;
    view.publish(change);
  }

  @Override
  public Roster roster() {
    if (!isFollowing() && whole.roster().version() != seen.version()) {
      lock.lock();
      try {
        if (!isFollowing()) {
          catchUp(whole.roster());
        }
      } finally {
        lock.unlock();
      }
    }
    return view.roster();
  }

  @Override
  public Feed<List<String>> peers() {
    return view.peers();
  }

  @Override
  public Feed<Roster> rosters() {
    return view.rosters();
  }

  @Override
  public Feed<MembershipChange> changes() {
    return view.changes();
  }

  @Override
  public State state() {
    return isFollowing() ? view.state() : whole.state();
  }

  @Override
  public Feed<State> states() {
    return view.states();
  }

  @Override
  public boolean awaitLive(Duration timeout) throws InterruptedException {
    demand.added();
    try {
      return view.awaitLive(timeout);
    } finally {
      demand.removed();
    }
  }

  @Override
  public String toString() {
    return "a view of " + whole + ": " + roster();
  }
}
