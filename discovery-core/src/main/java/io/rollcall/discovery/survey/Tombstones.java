package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Tombstone;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that ended of late, so that no old news brings them back. It remembers each for a
 * while, and of too many the latest. Goodbyes of clients that nobody knew have room of their own:
 * invented ones shall not push out the others.
 */
final class Tombstones {
  /** Longer than any message can be under way. */
  private static final long REMEMBERED = 60_000_000_000L;

  private static final int MOST = 4096;

  private record Remembered(Tombstone tombstone, long at) {}

  private final Map<Incarnation, Remembered> known = new LinkedHashMap<>();
  private final Map<Incarnation, Remembered> unknown = new LinkedHashMap<>();

  /** Another one that remembers the same. */
  Tombstones copy() {
    Tombstones copy = new Tombstones();
    copy.known.putAll(known);
    copy.unknown.putAll(unknown);
    return copy;
  }

  /** Remembers a departure; returns whether it was news. */
  boolean add(Tombstone tombstone, long now) {
    Incarnation client = tombstone.session().client();
    Tombstone before = of(client);
    if (before != null && outranks(before, tombstone)) {
      return false;
    }
    boolean nameless = tombstone.name().isEmpty();
    Tombstone named =
        nameless && before != null
            ? new Tombstone(tombstone.session(), before.name(), tombstone.cause())
            : tombstone;
    known.remove(client);
    unknown.remove(client);
    Map<Incarnation, Remembered> among = named.name().isEmpty() ? unknown : known;
    among.put(client, new Remembered(named, now));
    forget(among, now);
    return true;
  }

  @Nullable Tombstone of(Incarnation client) {
    Remembered remembered = known.getOrDefault(client, unknown.get(client));
    return remembered == null ? null : remembered.tombstone;
  }

  /**
   * Whether this stay is over: it or a later one of its client ended, or the client said goodbye.
   */
  boolean ended(Session session) {
    Tombstone tombstone = of(session.client());
    return tombstone != null && (isFinal(tombstone) || tombstone.session().covers(session));
  }

  /** The sessions that are remembered, those of clients that nobody knew first. */
  List<Tombstone> list() {
    return Stream.of(unknown, known)
        .flatMap(each -> each.values().stream())
        .map(Remembered::tombstone)
        .toList();
  }

  /** After a goodbye an incarnation never comes back. */
  static boolean isFinal(Tombstone tombstone) {
    return tombstone.cause() == Cause.GOODBYE;
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

  private static boolean outranks(Tombstone before, Tombstone after) {
    return isFinal(before)
        || (!isFinal(after) && before.session().number() > after.session().number());
  }
}
