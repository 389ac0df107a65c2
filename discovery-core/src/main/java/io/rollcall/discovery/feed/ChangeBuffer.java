package io.rollcall.discovery.feed;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.feed.DepartureLog.Lag;
import io.rollcall.discovery.spi.Changes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps so many changes apart; beyond that the newest become one with the same net effect. Of those
 * only the newest roster is kept, and their reader merges them.
 */
@SuppressWarnings("ReferenceEquality") // which snapshot it is counts, not what it holds
final class ChangeBuffer implements ReaderBuffer<MembershipChange> {
  private final int most;
  private final DepartureLog log;
  private final boolean tellsNothing;
  private final Deque<Slot> slots = new ArrayDeque<>();

  /** To which the last change led that was added. */
  private Roster given = Roster.empty();

  /**
   * One whose reader is or is not to get an empty change where what was merged comes to nothing.
   */
  ChangeBuffer(int most, DepartureLog log, boolean tellsNothing) {
    this.most = most;
    this.log = log;
    this.tellsNothing = tellsNothing;
  }

  /** A change, and up to which roster others have become one with it, if any have. */
  private static final class Slot {
    final Roster before;
    final MembershipChange first;
    Roster newest;
    long upTo;

    /** Is not there if nobody was, who could have left. */
    @Nullable Lag lag;

    Slot(Roster before, MembershipChange first) {
      this.before = before;
      this.first = first;
      this.newest = first.roster();
    }

    boolean isToMerge() {
      return newest != first.roster();
    }
  }

  /** A slot as its reader takes it. */
  private record Taken(
      Slot slot,
      @Nullable Lag lag,
      Roster newest,
      long upTo,
      DepartureLog log,
      boolean tellsNothing)
      implements Item<MembershipChange> {

    @Override
    public @Nullable MembershipChange value() {
      if (newest == slot.first.roster()) {
        return slot.first;
      }
      try {
        MembershipChange all = Changes.between(slot.before, newest, this::cause);
        return all.isEmpty() && !tellsNothing ? null : all;
      } finally {
        if (lag != null) {
          log.end(lag);
          log.sweep();
        }
      }
    }

    private @Nullable Cause cause(String name) {
      return lag == null ? null : log.cause(name, lag, newest, upTo);
    }
  }

  /** The first change that is added follows this roster. To be called before that. */
  void startAt(Roster roster) {
    given = roster;
  }

  @Override
  public void add(MembershipChange change) {
    Slot last = slots.peekLast();
    if (last == null || (slots.size() < most && !last.isToMerge())) {
      slots.addLast(new Slot(given, change));
    } else {
      if (!last.isToMerge() && !last.before.members().isEmpty()) {
        last.lag = log.begin(last.before, last.first, change);
      }
      last.newest = change.roster();
      last.upTo = log.number();
    }
    given = change.roster();
  }

  @Override
  public boolean isEmpty() {
    return slots.isEmpty();
  }

  @Override
  public @Nullable Item<MembershipChange> poll() {
    Slot next = slots.pollFirst();
    return next == null ? null : taken(next, next.lag);
  }

  @Override
  public @Nullable Item<MembershipChange> peek() {
    Slot next = slots.peekFirst();
    return next == null ? null : shared(next);
  }

  @Override
  public List<Item<MembershipChange>> all() {
    List<Item<MembershipChange>> all = new ArrayList<>(slots.size());
    slots.forEach(slot -> all.add(shared(slot)));
    return all;
  }

  /** The last, while it is to be merged; until it is, what comes is merged with it too. */
  @Override
  public @Nullable Item<MembershipChange> unsettled() {
    Slot last = slots.peekLast();
    return last != null && last.isToMerge() ? shared(last) : null;
  }

  @Override
  public void settle(Item<MembershipChange> item, @Nullable MembershipChange value) {
    Slot last = slots.peekLast();
    if (last != null
        && last.isToMerge()
        && item instanceof Taken taken
        && taken.slot == last
        && taken.newest == last.newest) {
      end(slots.removeLast());
      if (value != null) {
        slots.addLast(new Slot(last.before, value));
      }
    }
  }

  private Taken shared(Slot slot) {
    return taken(slot, slot.lag == null ? null : log.share(slot.lag));
  }

  private Taken taken(Slot slot, @Nullable Lag lag) {
    return new Taken(slot, lag, slot.newest, slot.upTo, log, tellsNothing);
  }

  @Override
  public void clear() {
    slots.forEach(this::end);
    slots.clear();
  }

  private void end(Slot slot) {
    if (slot.lag != null) {
      log.end(slot.lag);
    }
  }

  @Override
  public void tidy() {
    log.sweep();
  }
}
