package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Tombstone;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The servers that a subscriber knows: those that are there, and what those that went listed. */
final class ServerViews {
  /**
   * A server that a subscriber could not hear, its clients likely could not reach. So long they
   * have to find it again, which TCP's own pauses make last, before who is not on its list is
   * absent.
   */
  private static final long RETURN = 4_000_000_000L;

  /** So long it takes at most to read what came while the reader itself was away. */
  private static final long READING = 200_000_000L;

  /** So many servers that said goodbye are remembered, the latest. */
  private static final int MOST_CLOSED = 64;

  private final Map<Incarnation, ServerView> current = new LinkedHashMap<>();

  /** What those listed that went away, or were away and are there again. */
  private final RetainedEntries former = new RetainedEntries();

  /** When one of those was heard last. Says nothing while none is kept. */
  private long formerHeardAt;

  /** A server that said goodbye never comes back. What is still under way of it is old. */
  private final Set<Incarnation> closed = new LinkedHashSet<>();

  /**
   * A server is there and says this of itself. One that was silent begins anew: what it listed is
   * kept as that of a server that went away.
   *
   * @param isRosterKnown whether there is a roster already, from which somebody may be absent
   */
  ServerView heard(Standing standing, boolean isRosterKnown, long now) {
    ServerView known = current.get(standing.server());
    boolean returned = known != null && known.isOutdated() && !known.isClosed();
    if (known != null && !returned) {
      if (known.hasMissedPulse(now)) {
        known.trustFrom(now + patience(known.pulse()));
      }
      known.heard(standing, now);
      return known;
    }
    if (known != null) {
      leaveBehind(known);
    }
    long patience = isRosterKnown ? patience(1_000_000L * standing.pulseMillis()) : 0;
    boolean unreachable = known != null && known.isSilent();
    ServerView view = new ServerView(returned, unreachable, now + patience);
    current.put(standing.server(), view);
    view.heard(standing, now);
    return view;
  }

  boolean counts(Incarnation server) {
    ServerView view = current.get(server);
    return view != null && view.counts();
  }

  boolean isClosed(Incarnation server) {
    return closed.contains(server);
  }

  void close(Incarnation server, long now) {
    if (closed.add(server) && closed.size() > MOST_CLOSED) {
      closed.remove(closed.iterator().next());
    }
    ServerView view = current.get(server);
    if (view != null) {
      view.close(now);
    }
  }

  /** Nothing will be heard of it any more; if it is listened to again, that is a beginning. */
  void forget(Incarnation server) {
    ServerView view = current.remove(server);
    if (view != null) {
      leaveBehind(view);
    }
  }

  /** Others, of which all servers went away: what is listed now was listed by them. */
  ServerViews leftBehind() {
    ServerViews others = new ServerViews();
    others.former.addAll(former);
    others.formerHeardAt = formerHeardAt;
    others.closed.addAll(closed);
    current.values().forEach(others::leaveBehind);
    return others;
  }

  private void leaveBehind(ServerView view) {
    boolean isFirst = former.names().isEmpty();
    if (isFirst || view.heardAt() - formerHeardAt > 0) {
      formerHeardAt = view.heardAt();
    }
    view.entries().forEach(former::add);
  }

  /**
   * The reader itself was away for so long: that a server was not heard meanwhile says nothing, and
   * what is read of it first may be old.
   */
  void excuse(long late, long now) {
    forEachThere(
        view -> {
          view.excuse(now);
          view.trustFrom(now + Math.min(patience(view.pulse()), 2 * late + READING));
          if (late >= 3 * view.pulse()) {
            view.outdate();
          }
        });
  }

  private static long patience(long pulse) {
    return Math.max(RETURN, 4 * pulse);
  }

  /** Does something with each that is there. */
  void forEachThere(Consumer<ServerView> action) {
    for (ServerView view : current.values()) {
      if (view.counts()) {
        action.accept(view);
      }
    }
  }

  /**
   * The latest of what they list under a name, those that went away included, among what is valid.
   */
  @Nullable Present latest(String name, Predicate<Present> valid) {
    Present latest = null;
    for (ServerView view : current.values()) {
      latest = later(latest, view.find(name), valid);
    }
    return later(latest, former.latest(name, valid), valid);
  }

  private static @Nullable Present later(
      @Nullable Present latest, @Nullable Present other, Predicate<Present> valid) {
    boolean holds = other != null && valid.test(other) && (latest == null || other.beats(latest));
    return holds ? other : latest;
  }

  /** Takes what has ended out of the lists of these servers; returns the names it stood under. */
  Set<String> remove(Tombstone tombstone, Predicate<ServerView> from, boolean alsoLeftBehind) {
    Set<String> names = new LinkedHashSet<>();
    for (ServerView view : current.values()) {
      if (from.test(view)) {
        add(view.remove(tombstone), names);
      }
    }
    if (alsoLeftBehind) {
      add(former.remove(tombstone), names);
    }
    return names;
  }

  private static void add(Optional<String> name, Set<String> names) {
    if (name.isPresent()) {
      names.add(name.get());
    }
  }

  boolean isAnyThereSettled() {
    for (ServerView view : current.values()) {
      if (view.counts() && view.isSettled()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a client that this server has lost may be with another one, whose list is not known
   * yet: all servers were out of reach for a while. The lost connection may then be one that the
   * client had given up, and which the server hears of only now.
   */
  boolean mayHaveMoved(ServerView from, long now) {
    return from.wasUnreachable() && current.size() > 1 && !isAnyTrusted(now);
  }

  private boolean isAnyTrusted(long now) {
    for (ServerView view : current.values()) {
      if (view.isTrusted(now) && view.isWhole() && outlasted(view)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it was still there a pulse after the others whose lists are kept were heard last. One
   * that stopped before may not know who came to those meanwhile.
   */
  private boolean outlasted(ServerView view) {
    if (!former.names().isEmpty() && view.heardAt() - formerHeardAt < view.pulse()) {
      return false;
    }
    for (ServerView other : current.values()) {
      if (!other.counts() && view.heardAt() - other.heardAt() < view.pulse()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Drops what those listed that are away, if another has settled and was there after them; returns
   * the names that stood there. A list with a gap can't say who is absent: what is missing may be a
   * join.
   */
  Set<String> letGo(long now) {
    if (!isAnyTrusted(now)) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    names.addAll(former.names());
    former.clear();
    for (ServerView view : current.values()) {
      if (!view.counts()) {
        names.addAll(view.names());
        view.clear();
      }
    }
    current.values().removeIf(ServerView::isClosed);
    return names;
  }

  /** When one may turn silent or be trusted; and often enough to notice a pause of one's own. */
  long due(long now) {
    long due = Long.MAX_VALUE;
    for (ServerView view : current.values()) {
      if (view.counts()) {
        due = Math.min(due, Math.min(view.silentAt(), now + view.pulse()));
        if (view.trustedFrom() - now > 0) {
          due = Math.min(due, view.trustedFrom());
        }
      }
    }
    return due;
  }
}
