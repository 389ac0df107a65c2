package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Present;
import java.util.ArrayList;
import java.util.Collection;
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
 *
 * <p>Known are those who are connected, those in their grace, and those suspended: members that the
 * server lost sight of by its own fault, and that it still looks for.
 */
final class Attendance {
  private final Map<Incarnation, Attendee> byClient = new LinkedHashMap<>();
  private final Map<Peer, Set<Attendee>> byPeer = new LinkedHashMap<>();
  private final NameClaims present = new NameClaims();
  private final NameClaims suspended = new NameClaims();
  private final Graces graces;

  /** Who loses its last connection has so many nanoseconds to return. */
  Attendance(long lossGrace) {
    this.graces = new Graces(lossGrace);
  }

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

  /** How many are on this connection. */
  int clientsOn(Peer peer) {
    return byPeer.getOrDefault(peer, Set.of()).size();
  }

  /** Those whose last connection was lost and who may still return. */
  Graces graces() {
    return graces;
  }

  void link(Peer peer, Attendee attendee) {
    attendee.links.add(peer);
    graces.end(attendee);
    byPeer.computeIfAbsent(peer, p -> new LinkedHashSet<>(2)).add(attendee);
  }

  /** Takes a connection out; returns those who were on it and have no other. */
  List<Attendee> unlink(Peer peer) {
    List<Attendee> cutOff = new ArrayList<>();
    Set<Attendee> carried = byPeer.remove(peer);
    if (carried != null) {
      for (Attendee attendee : carried) {
        attendee.lose(peer);
        if (!attendee.isConnected()) {
          cutOff.add(attendee);
        }
      }
    }
    return cutOff;
  }

  /** Takes one off a connection that carries others; returns whether it has no other. */
  boolean unlink(Peer peer, Attendee attendee) {
    drop(peer, attendee);
    attendee.lose(peer);
    return !attendee.isConnected();
  }

  private void drop(Peer peer, Attendee attendee) {
    Set<Attendee> carried = byPeer.get(peer);
    if (carried != null && carried.remove(attendee) && carried.isEmpty()) {
      byPeer.remove(peer);
    }
  }

  void enter(Attendee attendee) {
    endSearch(attendee);
    attendee.present = true;
    attendee.misses = 0;
    present.add(attendee);
  }

  /** Takes one out of those present; its connections, if any, stay known. */
  void depart(Attendee attendee) {
    attendee.present = false;
    attendee.ended = attendee.session;
    present.remove(attendee);
    giveUp(attendee);
  }

  /** Looks no longer for one that is not present; its connections, if any, stay known. */
  void giveUp(Attendee attendee) {
    graces.end(attendee);
    endSearch(attendee);
    if (!attendee.isConnected()) {
      byClient.remove(attendee.client);
    }
  }

  private void endSearch(Attendee attendee) {
    attendee.sought = false;
    if (attendee.suspended) {
      attendee.suspended = false;
      suspended.remove(attendee);
    }
  }

  /**
   * Takes all out of those present, but for a while: who answers this round, or a later one, has
   * never left. Until they are given up they keep their names and their keys.
   */
  void suspend(long round) {
    present.clear();
    graces.clear();
    for (Attendee attendee : byClient.values()) {
      if (attendee.present) {
        attendee.present = false;
        attendee.suspended = true;
        suspended.add(attendee);
      }
      attendee.provenBy = round;
      attendee.seek();
    }
  }

  /** Suspends all, and nobody is connected any more. */
  void disconnect() {
    byPeer.clear();
    byClient.values().forEach(attendee -> attendee.links.clear());
    suspend(0);
    byClient.values().removeIf(attendee -> !attendee.suspended);
  }

  /** The server has settled: of those suspended only the connected have more than their grace. */
  void settled(long now) {
    for (Attendee attendee : byClient.values()) {
      if (attendee.suspended && !attendee.isConnected()) {
        graces.begin(attendee, now);
      }
    }
  }

  /** Forgets one altogether. */
  void forget(Attendee attendee) {
    attendee.links.forEach(peer -> drop(peer, attendee));
    attendee.links.clear();
    depart(attendee);
  }

  /** Those present who claim this name. */
  Collection<Attendee> namesakes(String name) {
    return present.of(name);
  }

  /** Each name that is claimed, with those present who claim it. */
  void forEachName(BiConsumer<String, Collection<Attendee>> reader) {
    present.forEach(reader);
  }

  /** Whether somebody who proved another key has this name. */
  boolean isBoundToAnother(String name, String key) {
    // Whoever claims it by another key is refused, so one of each speaks for all.
    return isOfAnother(present.holder(name), key) || isOfAnother(suspended.holder(name), key);
  }

  private static boolean isOfAnother(@Nullable Attendee attendee, String key) {
    return attendee != null && !attendee.key.equals(key);
  }

  /** What to publish under this name: the latest of those present who claim it. */
  @Nullable Present holder(String name) {
    Attendee holder = present.holder(name);
    return holder == null ? null : holder.entry();
  }
}
