package io.rollcall.discovery.survey;

import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server remembers to explain why somebody is gone: a chronicle of each who is present or
 * connected, and of those who were within the last hour. Of too many who are gone it forgets the
 * first. Those who never were members have room of their own, so that refused strangers do not push
 * out the others.
 */
final class History {
  private static final long REMEMBERED = 3_600_000_000_000L;
  private static final int MOST_GONE = 10_000;
  private static final int MOST_STRANGERS = 1_000;

  private final Map<String, Namesakes> byName = new HashMap<>();
  private final Set<Chronicle> gone = new LinkedHashSet<>();
  private final Set<Chronicle> strangers = new LinkedHashSet<>();

  /** The chronicle of this client under this name. */
  Chronicle of(String name, Incarnation client) {
    Namesakes namesakes = byName.get(name);
    Chronicle known = namesakes == null ? null : namesakes.find(client);
    return known == null ? new Chronicle(this, name, client) : known;
  }

  /** Something happened to this one: it may have come or gone. */
  void review(Chronicle chronicle, long now) {
    Namesakes namesakes = byName.computeIfAbsent(chronicle.name, name -> new Namesakes());
    gone.remove(chronicle);
    strangers.remove(chronicle);
    if (chronicle.isLive()) {
      namesakes.live(chronicle);
      return;
    }
    chronicle.goneAt = now;
    (chronicle.wasMember() ? gone : strangers).add(chronicle);
    namesakes.gone(chronicle).ifPresent(this::forget);
    forget(now);
  }

  /** The server was stopped for long, and does not know who is there. */
  void startOver(long now) {
    live().forEach(chronicle -> chronicle.lostSight(now));
  }

  /** Nobody is connected any more, by the server's own doing. */
  void reopened(long now) {
    for (Chronicle chronicle : live()) {
      chronicle.unlinked(Fate.RESET, now);
      chronicle.lostSight(now);
    }
  }

  /** What this server knows of a name. */
  Explanation explain(Incarnation server, String name, long now) {
    forget(now);
    Namesakes namesakes = byName.get(name);
    return new Explanation(
        server,
        name,
        namesakes == null
            ? List.of()
            : namesakes.latest().map(chronicle -> chronicle.at(now)).toList());
  }

  private List<Chronicle> live() {
    return byName.values().stream().flatMap(Namesakes::live).toList();
  }

  private void forget(long now) {
    forget(gone, MOST_GONE, now);
    forget(strangers, MOST_STRANGERS, now);
  }

  private void forget(Set<Chronicle> room, int most, long now) {
    Iterator<Chronicle> first = room.iterator();
    while (first.hasNext()) {
      Chronicle chronicle = first.next();
      if (room.size() <= most && now - chronicle.goneAt <= REMEMBERED) {
        return;
      }
      first.remove();
      forgetName(chronicle);
    }
  }

  private void forget(Chronicle chronicle) {
    gone.remove(chronicle);
    strangers.remove(chronicle);
    forgetName(chronicle);
  }

  private void forgetName(Chronicle chronicle) {
    @Nullable Namesakes namesakes = byName.get(chronicle.name);
    if (namesakes != null) {
      namesakes.forget(chronicle);
      if (namesakes.isEmpty()) {
        byName.remove(chronicle.name);
      }
    }
  }
}
