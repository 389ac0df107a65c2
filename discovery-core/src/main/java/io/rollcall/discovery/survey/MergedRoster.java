package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Departed;
import io.rollcall.discovery.wire.Present;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One roster out of what several servers list, which know nothing of each other.
 *
 * <p>Who is on the list of any server is present, unless its client said goodbye to one of them.
 * The list of a server that went away is kept until another that is there has settled: only then
 * does absence from the others' lists mean anything.
 */
final class MergedRoster {
  private final Map<Incarnation, ServerView> views = new LinkedHashMap<>();
  private final Departures goodbyes = new Departures();

  /** Names under which something may have changed. */
  private final Set<String> touched = new LinkedHashSet<>();

  /** Why those left whose stay has ended since. */
  private final Map<Incarnation, Cause> causes = new HashMap<>();

  private Roster roster = Roster.empty();
  private boolean known;
  private boolean announced;

  ServerView view(Incarnation server) {
    return views.computeIfAbsent(server, ServerView::new);
  }

  void close(Incarnation server) {
    ServerView view = views.get(server);
    if (view != null) {
      view.close();
    }
  }

  void look(long now) {
    views.values().stream().filter(ServerView::counts).forEach(view -> view.look(now));
  }

  void excuse(long now) {
    views.values().stream().filter(ServerView::counts).forEach(view -> view.excuse(now));
  }

  /** A whole roster of one server has come. */
  void install(ServerView view, Map<String, Present> snapshot, long sequence) {
    touched.addAll(view.names());
    view.install(snapshot, sequence);
    touched.addAll(view.names());
    known = true;
  }

  /** Takes in what a server says is present. */
  Consumer<Present> putting(ServerView view) {
    return present -> {
      view.put(present);
      touched.add(present.name());
    };
  }

  /**
   * Takes in what a server says has ended: for a goodbye on every list, else on its own and on
   * those of servers that are away and can't speak for themselves.
   */
  Consumer<Departed> removing(ServerView view, long now) {
    return departed -> {
      boolean everywhere = Departures.isFinal(departed);
      if (everywhere && !goodbyes.add(departed, now) && departed.name().isEmpty()) {
        // Heard before; to seek a client without its name takes time.
        return;
      }
      for (ServerView each : views.values()) {
        if (everywhere || each == view || !each.counts()) {
          each.remove(departed).ifPresent(touched::add);
        }
      }
      causes.put(departed.session().client(), departed.cause());
    };
  }

  /** What changed since the last call; present if anything did or the roster is known at last. */
  Optional<MembershipChange> reconcile() {
    // Changes that are missing may be joins: only a whole list can say who is absent.
    if (views.values().stream().anyMatch(view -> view.isTrusted() && view.isWhole())) {
      views.values().removeIf(this::letGo);
    }
    if (!known || (touched.isEmpty() && announced)) {
      causes.clear();
      return Optional.empty();
    }
    List<Member> present = new ArrayList<>();
    Map<String, Cause> gone = new HashMap<>();
    for (String name : touched) {
      Present holder = holder(name);
      if (holder == null) {
        gone.put(name, causeOf(name));
      } else {
        present.add(holder.member());
      }
    }
    touched.clear();
    causes.clear();
    MembershipChange change = MembershipChange.from(roster, present, gone);
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
    return views.values().stream().anyMatch(ServerView::isTrusted) ? State.LIVE : State.STALE;
  }

  /** When a server may turn silent; and often enough to notice a pause of one's own. */
  long due(long now) {
    long due = Long.MAX_VALUE;
    for (ServerView view : views.values()) {
      if (view.counts()) {
        due = Math.min(due, Math.min(view.silentAt(), now + view.pulse()));
      }
    }
    return due;
  }

  /** The list of a server that is away is dropped. */
  private boolean letGo(ServerView view) {
    if (view.counts()) {
      return false;
    }
    touched.addAll(view.names());
    return true;
  }

  /** Why the one left who is known under this name; whom nobody lists any more is lost. */
  private Cause causeOf(String name) {
    return roster.find(name).flatMap(Member::incarnation).map(causes::get).orElse(Cause.LOST);
  }

  private @Nullable Present holder(String name) {
    Present latest = null;
    for (ServerView view : views.values()) {
      Present present = view.find(name);
      if (present != null
          && !goodbyes.ended(present.session())
          && (latest == null || present.beats(latest))) {
        latest = present;
      }
    }
    return latest;
  }
}
