package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The servers that a subscriber knows: those that are there, and what those that went listed. */
final class ServerViews {
  /**
   * A server that was away for this subscriber was likely away for its clients too. So long they
   * have to find it again, which TCP's own pauses make last.
   */
  private static final long RETURN = 4_000_000_000L;

  private final Map<Incarnation, ServerView> current = new LinkedHashMap<>();

  /** What servers listed that were away and are there again. */
  private final List<ServerView> former = new ArrayList<>();

  /**
   * A server is there and says this of itself. One that was silent begins anew: what it listed is
   * kept as that of a server that went away, and what it lists now is not the whole truth yet.
   */
  ServerView heard(Standing standing, long now) {
    ServerView view = current.get(standing.server());
    if (view == null) {
      view = ServerView.first(standing.server(), now);
    } else if (view.isSilent() && !view.isClosed()) {
      former.add(view);
      long pulses = 4_000_000L * standing.pulseMillis();
      view = ServerView.returned(standing.server(), now + Math.max(RETURN, pulses));
    }
    current.put(standing.server(), view);
    view.heard(standing, now);
    return view;
  }

  void close(Incarnation server) {
    ServerView view = current.get(server);
    if (view != null) {
      view.close();
    }
  }

  List<ServerView> there() {
    return current.values().stream().filter(ServerView::counts).toList();
  }

  List<ServerView> all() {
    List<ServerView> all = new ArrayList<>(current.values());
    all.addAll(former);
    return all;
  }

  /**
   * Drops what those listed that are away, if another that is there has settled; returns the names
   * that stood there. A list with a gap can't say who is absent: what is missing may be a join.
   */
  Set<String> letGo(long now) {
    if (current.values().stream().noneMatch(view -> view.isTrusted(now) && view.isWhole())) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    former.forEach(view -> names.addAll(view.names()));
    former.clear();
    for (ServerView view : List.copyOf(current.values())) {
      if (!view.counts()) {
        names.addAll(view.names());
        view.clear();
        if (view.isClosed()) {
          current.remove(view.server);
        }
      }
    }
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
