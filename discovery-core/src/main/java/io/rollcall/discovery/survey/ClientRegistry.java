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
final class ClientRegistry {
  private final Map<Incarnation, ClientRecord> byClient = new LinkedHashMap<>();
  private final Map<Peer, Set<ClientRecord>> byPeer = new LinkedHashMap<>();
  private final NameClaims present = new NameClaims();
  private final NameClaims suspended = new NameClaims();
  private final GracePeriods gracePeriods;

  /** Who loses its last connection has so many nanoseconds to return. */
  ClientRegistry(long lossGrace) {
    this.gracePeriods = new GracePeriods(lossGrace);
  }

  @Nullable ClientRecord find(Incarnation client) {
    return byClient.get(client);
  }

  ClientRecord add(ClientRecord record) {
    byClient.put(record.client, record);
    return record;
  }

  int size() {
    return byClient.size();
  }

  Collection<ClientRecord> all() {
    return byClient.values();
  }

  Set<Peer> peers() {
    return byPeer.keySet();
  }

  /** Those who are on this connection, as they are now. */
  List<ClientRecord> carriedBy(Peer peer) {
    return List.copyOf(byPeer.getOrDefault(peer, Set.of()));
  }

  /** How many are on this connection. */
  int clientsOn(Peer peer) {
    return byPeer.getOrDefault(peer, Set.of()).size();
  }

  /** Those whose last connection was lost and who may still return. */
  GracePeriods gracePeriods() {
    return gracePeriods;
  }

  void link(Peer peer, ClientRecord record) {
    record.links.add(peer);
    gracePeriods.end(record);
    if (record.presence() == Presence.IN_GRACE) {
      record.become(Presence.PRESENT);
    }
    byPeer.computeIfAbsent(peer, p -> new LinkedHashSet<>(2)).add(record);
  }

  /** Takes a connection out; returns those who were on it and have no other. */
  List<ClientRecord> unlink(Peer peer) {
    List<ClientRecord> cutOff = new ArrayList<>();
    Set<ClientRecord> carried = byPeer.remove(peer);
    if (carried != null) {
      for (ClientRecord record : carried) {
        record.lose(peer);
        if (!record.isConnected()) {
          cutOff.add(record);
        }
      }
    }
    return cutOff;
  }

  /** Takes one off a connection that carries others; returns whether it has no other. */
  boolean unlink(Peer peer, ClientRecord record) {
    drop(peer, record);
    record.lose(peer);
    return !record.isConnected();
  }

  private void drop(Peer peer, ClientRecord record) {
    Set<ClientRecord> carried = byPeer.get(peer);
    if (carried != null && carried.remove(record) && carried.isEmpty()) {
      byPeer.remove(peer);
    }
  }

  /** Makes a client that is none a member. */
  void enter(ClientRecord record) {
    suspended.remove(record);
    record.become(Presence.PRESENT);
    record.misses = 0;
    present.add(record);
  }

  /**
   * The last connection of a member or of a suspended client is lost: it may return for a while.
   */
  void beginGrace(ClientRecord record, long now) {
    if (record.presence() == Presence.PRESENT) {
      record.become(Presence.IN_GRACE);
    }
    gracePeriods.begin(record, now);
  }

  /** Takes one out of those present; its connections, if any, stay known. */
  void depart(ClientRecord record) {
    record.ended = record.session;
    present.remove(record);
    giveUp(record);
  }

  /** Looks no longer for one that is no member; its connections, if any, stay known. */
  void giveUp(ClientRecord record) {
    gracePeriods.end(record);
    suspended.remove(record);
    record.become(Presence.ABSENT);
    if (!record.isConnected()) {
      byClient.remove(record.client);
    }
  }

  /**
   * Takes all out of those present, but for a while: who answers this round, or a later one, has
   * never left. Until they are given up they keep their names and their keys.
   */
  void suspend(long round) {
    present.clear();
    gracePeriods.clear();
    for (ClientRecord record : byClient.values()) {
      if (record.isMember()) {
        record.become(Presence.SUSPENDED);
        suspended.add(record);
      }
      record.provenBy = round;
      record.probe();
    }
  }

  /** Suspends all, and nobody is connected any more. */
  void disconnect() {
    byPeer.clear();
    byClient.values().forEach(record -> record.links.clear());
    suspend(0);
    byClient.values().removeIf(record -> !record.isSuspended());
  }

  /** The server has settled: of those suspended only the connected have more than their grace. */
  void settled(long now) {
    for (ClientRecord record : byClient.values()) {
      if (record.isSuspended() && !record.isConnected()) {
        beginGrace(record, now);
      }
    }
  }

  /** Forgets one altogether. */
  void forget(ClientRecord record) {
    record.links.forEach(peer -> drop(peer, record));
    record.links.clear();
    depart(record);
  }

  /** Those present who claim this name. */
  Collection<ClientRecord> claimants(String name) {
    return present.of(name);
  }

  /** Each name that is claimed, with those present who claim it. */
  void forEachName(BiConsumer<String, Collection<ClientRecord>> reader) {
    present.forEach(reader);
  }

  /** Whether somebody who proved another key has this name. */
  boolean isBoundToAnother(String name, String key) {
    // Whoever claims it by another key is refused, so one of each speaks for all.
    return isOfAnother(present.holder(name), key) || isOfAnother(suspended.holder(name), key);
  }

  private static boolean isOfAnother(@Nullable ClientRecord record, String key) {
    return record != null && !record.key.equals(key);
  }

  /** What to publish under this name: the latest of those present who claim it. */
  @Nullable Present holder(String name) {
    ClientRecord holder = present.holder(name);
    return holder == null ? null : holder.entry();
  }
}
