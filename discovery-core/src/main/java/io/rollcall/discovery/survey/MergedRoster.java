package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.spi.Changes;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Tombstone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One roster out of what several servers list, which know nothing of each other.
 *
 * <p>Who is on the list of any server is present, unless its client said goodbye to one of them.
 * The list of a server that went away is kept until another that was there after it has settled:
 * only then does absence from the others' lists mean anything.
 */
final class MergedRoster {
  private final ServerViews views;
  private final Tombstones goodbyes;

  /** Names under which something may have changed. */
  private Set<String> touched = new LinkedHashSet<>();

  /** Why those left whose stay has ended since. */
  private final Map<Incarnation, Cause> causes = new HashMap<>();

  /** What the roster shows of each. */
  private final Map<String, Present> shown = new HashMap<>();

  private Roster roster = Roster.empty();
  private boolean known;
  private boolean announced;

  /** Nothing is known yet. */
  MergedRoster() {
    this(new ServerViews(), new Tombstones());
  }

  private MergedRoster(ServerViews views, Tombstones goodbyes) {
    this.views = views;
    this.goodbyes = goodbyes;
  }

  /** Another one that knows the same, and takes all servers for such that went away. */
  MergedRoster fork() {
    MergedRoster fork = new MergedRoster(views.leftBehind(), goodbyes.copy());
    fork.shown.putAll(shown);
    fork.roster = roster;
    fork.known = known;
    fork.announced = announced;
    return fork;
  }

  /** How the roster differs from this one; empty as long as it is not known. */
  Optional<MembershipChange> changeSince(Roster before) {
    if (!announced) {
      return Optional.empty();
    }
    Map<String, Cause> gone = new HashMap<>();
    for (String name : before.names()) {
      if (roster.find(name).isEmpty()) {
        gone.put(name, Cause.LOST);
      }
    }
    return Optional.of(
        before.members().isEmpty()
            ? Changes.joiningAll(roster)
            : Changes.from(before, roster.members(), gone));
  }

  /** Whether a whole roster of some server has come. */
  boolean isKnown() {
    return known;
  }

  /** Whether a roster was told of. */
  boolean isAnnounced() {
    return announced;
  }

  /** A server is there and says this of itself. */
  ServerView heard(Standing standing, long now) {
    return views.heard(standing, known, now);
  }

  /** Whether a server is there. */
  boolean counts(Incarnation server) {
    return views.counts(server);
  }

  /** Whether a server has said goodbye. */
  boolean isClosed(Incarnation server) {
    return views.isClosed(server);
  }

  /** A server has said goodbye. */
  void close(Incarnation server, long now) {
    views.close(server, now);
  }

  /** Nobody listens to this server any more, or another has taken its place. */
  void forget(Incarnation server) {
    views.forget(server);
  }

  /** Looks at the time; who has not been heard for long is silent. */
  void look(long now) {
    views.forEachThere(view -> view.look(now));
  }

  /** The reader itself was away for so long. */
  void excuse(long late, long now) {
    views.excuse(late, now);
  }

  /** A whole roster of one server has come. */
  void install(ServerView view, Map<String, Present> snapshot, long sequence) {
    touched.addAll(view.names());
    view.install(snapshot, sequence);
    touched.addAll(view.names());
    known = true;
  }

  /** Takes in what a server says is present. */
  void put(ServerView view, Present present) {
    view.put(present);
    touched.add(present.name());
  }

  /**
   * Takes in what a server says has ended just now: for a goodbye on every list, else on its own
   * and on those of servers that are away and can't speak for themselves. That it hears somebody no
   * more a server may itself be the cause of, until it is trusted. That it lost a connection is a
   * fact, unless its clients may have moved to other servers meanwhile.
   */
  void remove(ServerView by, Tombstone tombstone, long now) {
    if (!Tombstones.isFinal(tombstone)) {
      boolean ownWord = tombstone.cause() != Cause.SILENT && !views.mayHaveMoved(by, now);
      boolean believed = ownWord || by.isTrusted(now);
      touched.addAll(
          views.remove(tombstone, view -> view == by || (believed && !view.counts()), believed));
    }
    ended(tombstone, now);
  }

  /**
   * Takes in what ended some time ago: a goodbye for good. The rest a server may have believed
   * because it was cut off itself; there, what it does not list once it is trusted counts.
   */
  void ended(Tombstone tombstone, long now) {
    if (Tombstones.isFinal(tombstone)) {
      if (!goodbyes.add(tombstone, now) && tombstone.name().isEmpty()) {
        // Heard before; to seek a client without its name takes time.
        return;
      }
      touched.addAll(views.remove(tombstone, any -> true, true));
    }
    causes.put(tombstone.session().client(), tombstone.cause());
  }

  /** What changed since the last call; present if anything did or the roster is known at last. */
  Optional<MembershipChange> reconcile(long now) {
    touched.addAll(views.letGo(now));
    if (!known || (touched.isEmpty() && announced)) {
      causes.clear();
      return Optional.empty();
    }
    List<Member> present = new ArrayList<>();
    Map<String, Cause> gone = new HashMap<>();
    for (String name : touched) {
      Present holder = views.latest(name, each -> !goodbyes.ended(each.session()));
      if (holder == null) {
        gone.put(name, causeOf(name));
        shown.remove(name);
      } else {
        present.add(newest(holder).member());
      }
    }
    // To clear one that was large once takes as long as it was large.
    touched = new LinkedHashSet<>();
    causes.clear();
    MembershipChange change = Changes.from(roster, present, gone);
    roster = change.roster();
    if (change.isEmpty() && announced) {
      return Optional.empty();
    }
    announced = true;
    return Optional.of(change);
  }

  State state() {
    if (!announced) {
      return State.SYNCING;
    }
    return views.isAnyThereSettled() ? State.LIVE : State.STALE;
  }

  /** When something may change by time alone; and often enough to notice a pause of one's own. */
  long due(long now) {
    return views.due(now);
  }

  /** Why the one left who is known under this name; whom nobody lists any more is lost. */
  private Cause causeOf(String name) {
    return roster.find(name).flatMap(Member::incarnation).map(causes::get).orElse(Cause.LOST);
  }

  /**
   * Of one client the newest update that was ever shown: the server that had it may be away, and
   * the others not yet know of it.
   */
  private Present newest(Present holder) {
    Present before = shown.get(holder.name());
    if (before != null
        && before.session().client().equals(holder.session().client())
        && before.beats(holder)) {
      return before;
    }
    shown.put(holder.name(), holder);
    return holder;
  }
}
