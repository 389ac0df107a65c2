package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Present;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's own list: every client that it knows, by incarnation, by name and by connection.
 *
 * <p>A client may have several connections, and a connection may carry several clients. A name may
 * be claimed by several incarnations; the latest of those present holds it.
 */
final class Attendance {
  private final Map<Incarnation, Attendee> byClient = new LinkedHashMap<>();
  private final Map<String, Set<Attendee>> byName = new HashMap<>();
  private final Map<Peer, Set<Attendee>> byPeer = new LinkedHashMap<>();
  private final Set<Attendee> inGrace = new LinkedHashSet<>();

  /** Those who were present when the server stopped, as long as they have not been heard since. */
  private final Map<String, Attendee> suspended = new HashMap<>();

  @Nullable Attendee find(Incarnation client) {
    return byClient.get(client);
  }

  Attendee add(Attendee attendee) {
    byClient.put(attendee.client, attendee);
    return attendee;
  }

  int size() {
    return byClient.size();
  }

  Collection<Attendee> all() {
    return byClient.values();
  }

  Set<Peer> peers() {
    return byPeer.keySet();
  }

  /** Those who are on this connection, as they are now. */
  List<Attendee> carriedBy(Peer peer) {
    return List.copyOf(byPeer.getOrDefault(peer, Set.of()));
  }

  /**
   * Those present whose last connection was lost and who may still return, in the order in which
   * they lost it.
   */
  Collection<Attendee> inGrace() {
    return inGrace;
  }

  /**
   * The one whose grace ends first of those that time alone ends, if any: they stand in that order.
   */
  @Nullable Attendee firstInGrace() {
    // Without a stream: this is asked for each answer.
    for (Attendee attendee : inGrace) {
      if (!attendee.awaitsRound()) {
        return attendee;
      }
    }
    return null;
  }

  /** Its grace ends then, after all others'. */
  void prolongGrace(Attendee attendee, long ends) {
    inGrace.remove(attendee);
    attendee.graceEnds = ends;
    inGrace.add(attendee);
  }

  void link(Peer peer, Attendee attendee) {
    attendee.links.add(peer);
    attendee.endGrace();
    inGrace.remove(attendee);
    byPeer.computeIfAbsent(peer, p -> new LinkedHashSet<>(2)).add(attendee);
  }

  /** Takes a connection out; returns those who were present on it and have no other. */
  List<Attendee> unlink(Peer peer) {
    List<Attendee> cutOff = new ArrayList<>();
    Set<Attendee> carried = byPeer.remove(peer);
    if (carried != null) {
      for (Attendee attendee : carried) {
        attendee.lose(peer);
        if (isCutOff(attendee)) {
          cutOff.add(attendee);
        }
      }
    }
    return cutOff;
  }

  /**
   * Takes one off a connection that carries others; returns whether it was present and has no
   * other.
   */
  boolean unlink(Peer peer, Attendee attendee) {
    drop(peer, attendee);
    attendee.lose(peer);
    return isCutOff(attendee);
  }

  private boolean isCutOff(Attendee attendee) {
    if (attendee.isConnected()) {
      return false;
    }
    if (attendee.present) {
      inGrace.add(attendee);
    } else {
      byClient.remove(attendee.client);
    }
    return attendee.present;
  }

  private void drop(Peer peer, Attendee attendee) {
    Set<Attendee> carried = byPeer.get(peer);
    if (carried != null && carried.remove(attendee) && carried.isEmpty()) {
      byPeer.remove(peer);
    }
  }

  void enter(Attendee attendee) {
    attendee.present = true;
    attendee.misses = 0;
    byName.computeIfAbsent(attendee.name(), name -> new LinkedHashSet<>(2)).add(attendee);
  }

  /** Takes one out of those present; its connections, if any, stay known. */
  void depart(Attendee attendee) {
    attendee.present = false;
    attendee.ended = attendee.session;
    attendee.endGrace();
    inGrace.remove(attendee);
    Set<Attendee> namesakes = byName.get(attendee.name());
    if (namesakes != null && namesakes.remove(attendee) && namesakes.isEmpty()) {
      byName.remove(attendee.name());
    }
    if (!attendee.isConnected()) {
      byClient.remove(attendee.client);
    }
  }

  /**
   * Takes all out of those present, but for a while: who is connected and answers this round, or a
   * later one, has never left.
   */
  void suspend(long round) {
    byName.clear();
    inGrace.clear();
    suspended.clear();
    byClient.values().removeIf(attendee -> !attendee.isConnected());
    for (Attendee attendee : byClient.values()) {
      if (attendee.present) {
        suspended.put(attendee.name(), attendee);
      }
      attendee.present = false;
      attendee.provenBy = round;
    }
  }

  /** Forgets everybody. */
  void clear() {
    byClient.clear();
    byName.clear();
    byPeer.clear();
    inGrace.clear();
    suspended.clear();
  }

  /** Forgets one altogether. */
  void forget(Attendee attendee) {
    attendee.links.forEach(peer -> drop(peer, attendee));
    attendee.links.clear();
    depart(attendee);
  }

  /** Those present who claim this name. */
  Set<Attendee> namesakes(String name) {
    return byName.getOrDefault(name, Set.of());
  }

  /** Each name that is claimed, with those present who claim it. */
  void forEachName(BiConsumer<String, Set<Attendee>> reader) {
    byName.forEach(reader);
  }

  /** Whether somebody who proved another key has this name. */
  boolean isBoundToAnother(String name, String key) {
    Attendee before = suspended.get(name);
    if (before != null && before.provenBy != 0 && before.isConnected() && !before.key.equals(key)) {
      return true;
    }
    // Whoever has it by another key was refused, so that one speaks for all, however many they are.
    return namesakes(name).stream().limit(1).anyMatch(attendee -> !attendee.key.equals(key));
  }

  /** What to publish under this name: the latest of those present who claim it. */
  @Nullable Present holder(String name) {
    Present latest = null;
    for (Attendee each : namesakes(name)) {
      Present entry = each.entry();
      if (latest == null || entry.beats(latest)) {
        latest = entry;
      }
    }
    return latest;
  }
}
