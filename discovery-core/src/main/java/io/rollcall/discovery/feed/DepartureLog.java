package io.rollcall.discovery.feed;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who left, and why, while readers lag behind a feed of changes. Two rosters tell everything else
 * about the net effect of the changes between them, so nothing else is kept. One log serves all
 * readers of a feed, and it is empty while nobody lags.
 *
 * <p>It grows no larger than the rosters from which readers lag. Whoever joined after the last
 * reader began to lag, and leaves again, is not put down. What was kept for readers that lag no
 * more is taken out by {@link #sweep}.
 *
 * <p>{@link #next} and {@link #begin} are for the thread that publishes, which holds the feed's
 * lock; each takes as long as a change is large, at most. The rest is thread-safe, and is for the
 * readers' own threads. The set of lags is its own lock, held for one departure at a time.
 */
final class DepartureLog {
  /** So many departures more than were needed are put down before the next sweep. */
  private static final int UNSWEPT = 1_000;

  /** What one reader is to merge: all changes from the one after this number on. */
  record Lag(Roster before, long after) {
    private boolean knows(String name) {
      return before.find(name).isPresent();
    }

    // Each is one of its own.
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private record Departure(long number, Cause cause) {}

  private final Set<Lag> lags = new HashSet<>();
  private volatile Map<String, Departure> departures = new ConcurrentHashMap<>();
  private volatile int needed;

  /**
   * Whether any departure was taken out since the last reader began to lag; guarded by the lags.
   */
  private boolean swept;

  /** Who has joined since the last reader began to lag. */
  private Set<String> fresh = new HashSet<>();

  private long newestLag = -1;
  private long number;

  /** The newest change, before any reader has it. */
  void next(MembershipChange change) {
    number++;
    if (isNeeded()) {
      add(change, number);
    } else if (!departures.isEmpty()) {
      departures = new ConcurrentHashMap<>();
    }
  }

  private boolean isNeeded() {
    synchronized (lags) {
      return !lags.isEmpty();
    }
  }

  /** The number of the newest change. */
  long number() {
    return number;
  }

  /**
   * A reader lags from now on: it is to merge the newest change with the one before it, and with
   * those that follow.
   *
   * @param before the roster before both
   */
  Lag begin(Roster before, MembershipChange last, MembershipChange newest) {
    long after = number - 2;
    // First of all it is among the lags: what is put down before that may be swept at once.
    Lag lag = new Lag(before, after);
    boolean isPutDown = newestLag == after;
    synchronized (lags) {
      lags.add(lag);
      isPutDown &= !swept;
      swept = false;
    }
    if (!isPutDown) {
      newestLag = after;
      fresh = new HashSet<>();
      add(last, number - 1);
      add(newest, number);
    }
    return lag;
  }

  private void add(MembershipChange change, long itsNumber) {
    for (Member member : change.left()) {
      String name = member.name();
      if (!fresh.remove(name)) {
        departures.put(name, new Departure(itsNumber, change.cause(name)));
      }
    }
    for (Member member : change.joined()) {
      if (!departures.containsKey(member.name())) {
        fresh.add(member.name());
      }
    }
  }

  /** Another reader is to merge the same as one that lags. */
  Lag share(Lag lag) {
    Lag another = new Lag(lag.before, lag.after);
    synchronized (lags) {
      lags.add(another);
    }
    return another;
  }

  /** One has merged what it was to merge, or never will. */
  void end(Lag lag) {
    synchronized (lags) {
      lags.remove(lag);
    }
  }

  /** How many departures are kept. */
  int size() {
    return departures.size();
  }

  /**
   * Why this name left last among the changes that are to be merged; null if it did not. If it has
   * left once more since, that is the cause.
   *
   * @param newest the roster up to which changes are merged
   * @param upTo the number of the change that led to it
   */
  @Nullable Cause cause(String name, Lag lag, Roster newest, long upTo) {
    Departure last = departures.get(name);
    if (last == null || last.number <= lag.after) {
      return null;
    }
    boolean cameBack = last.number > upTo && newest.find(name).isPresent();
    return cameBack ? null : last.cause;
  }

  /** Takes out what no reader needs that lags; from time to time, since it takes a while. */
  void sweep() {
    Map<String, Departure> all = departures;
    if (all.size() > 2 * needed + UNSWEPT) {
      all.forEach((name, departure) -> sweep(all, name, departure));
      needed = all.size();
    }
  }

  /**
   * One step, in which nobody begins to lag: who did before is asked, who does later adds again.
   */
  private void sweep(Map<String, Departure> all, String name, Departure departure) {
    synchronized (lags) {
      if (lags.stream().noneMatch(lag -> lag.knows(name))) {
        swept |= all.remove(name, departure);
      }
    }
  }
}
