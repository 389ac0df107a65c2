package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Departed;
import io.rollcall.discovery.wire.Session;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stays that ended of late, so that no old news brings them back. It remembers each for a
 * while, and of too many the latest. Goodbyes of clients that nobody knew have room of their own:
 * invented ones shall not push out the others.
 */
final class Departures {
  /** Longer than any message can be under way. */
  private static final long REMEMBERED = 60_000_000_000L;

  private static final int MOST = 4096;

  private record Remembered(Departed departed, long at) {}

  private final Map<Incarnation, Remembered> known = new LinkedHashMap<>();
  private final Map<Incarnation, Remembered> unknown = new LinkedHashMap<>();

  /** Another one that remembers the same. */
  Departures copy() {
    Departures copy = new Departures();
    copy.known.putAll(known);
    copy.unknown.putAll(unknown);
    return copy;
  }

  /** Remembers a departure; returns whether it was news. */
  boolean add(Departed departed, long now) {
    Incarnation client = departed.session().client();
    Departed before = of(client);
    if (before != null && outranks(before, departed)) {
      return false;
    }
    boolean nameless = departed.name().isEmpty();
    Departed named =
        nameless && before != null
            ? new Departed(departed.session(), before.name(), departed.cause())
            : departed;
    known.remove(client);
    unknown.remove(client);
    Map<Incarnation, Remembered> among = named.name().isEmpty() ? unknown : known;
    among.put(client, new Remembered(named, now));
    forget(among, now);
    return true;
  }

  @Nullable Departed of(Incarnation client) {
    Remembered remembered = known.getOrDefault(client, unknown.get(client));
    return remembered == null ? null : remembered.departed;
  }

  /**
   * Whether this stay is over: it or a later one of its client ended, or the client said goodbye.
   */
  boolean ended(Session session) {
    Departed departed = of(session.client());
    return departed != null && (isFinal(departed) || departed.session().covers(session));
  }

  /** The stays that are remembered, those of clients that nobody knew first. */
  List<Departed> recent() {
    return Stream.of(unknown, known)
        .flatMap(each -> each.values().stream())
        .map(Remembered::departed)
        .toList();
  }

  /** After a goodbye an incarnation never comes back. */
  static boolean isFinal(Departed departed) {
    return departed.cause() == Cause.GOODBYE;
  }

  private static void forget(Map<Incarnation, Remembered> among, long now) {
    Iterator<Remembered> oldest = among.values().iterator();
    while (oldest.hasNext()) {
      boolean expired = now - oldest.next().at > REMEMBERED;
      if (!expired && among.size() <= MOST) {
        break;
      }
      oldest.remove();
    }
  }

  private static boolean outranks(Departed before, Departed after) {
    return isFinal(before)
        || (!isFinal(after) && before.session().number() > after.session().number());
  }
}
