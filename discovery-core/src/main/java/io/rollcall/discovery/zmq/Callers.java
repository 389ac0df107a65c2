package io.rollcall.discovery.zmq;

import io.rollcall.discovery.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to a server, and who may be: so many in all, from one address, and without a
 * word. Thread-safe; times are nanoseconds.
 *
 * <p>JeroMQ has no guard against connections that say nothing, and none against those that say too
 * much: who does is cut off here. Where all places of those who have said nothing are taken, the
 * one that is silent for longest makes room.
 */
final class Callers {
  /** Who has said nothing for so long is cut off. */
  static final long SILENT = 30_000_000_000L;

  /** So long nobody is cut off for another one's sake. */
  static final long UNDISTURBED = 2_000_000_000L;

  /** After an excess an address may make one connection in a second for so long. */
  static final long WATCHED = 60_000_000_000L;

  private static final long WATCHED_PAUSE = 1_000_000_000L;
  private static final int MOST_WATCHED = 10_000;
  private static final long SWEEP_PAUSE = 1_000_000_000L;

  /** So often {@link #beat} shows that the server runs. */
  static final long BEAT = 250_000_000L;

  /** A server that is so late was stopped. */
  private static final long STOP = 500_000_000L;

  private final Limits limits;
  private final Map<String, Caller> byAddress = new HashMap<>();
  private final Map<Caller.Line, Caller> byLine = new HashMap<>();
  private final Map<String, Integer> byHost = new HashMap<>();

  /** In the order of their coming, all and those of each host. */
  private final Set<Caller> silent = new LinkedHashSet<>();

  private final Map<String, Set<Caller>> silentByHost = new HashMap<>();

  private final Map<String, Watched> watched = new LinkedHashMap<>();
  private int subscribers;
  private long sweepAt;
  private long beatAt = Long.MAX_VALUE;

  private static final class Watched {
    long until;
    long nextAt;
  }

  Callers(Limits limits) {
    this.limits = limits;
  }

  /** Lets a caller in, or says why not. */
  synchronized Optional<String> arrive(Caller caller, long now) {
    noticeStop(now);
    Optional<String> refusal = refusal(caller.host, now);
    if (refusal.isPresent() && sweep(now)) {
      refusal = refusal(caller.host, now);
    }
    if (refusal.isEmpty()) {
      byAddress.put(caller.address, caller);
      byLine.put(caller.line, caller);
      byHost.merge(caller.host, 1, Integer::sum);
      subscribers += caller.port == Caller.Port.PUB_SUB ? 1 : 0;
      if (!caller.heard) {
        silent.add(caller);
        silentByHost.computeIfAbsent(caller.host, any -> new LinkedHashSet<>(2)).add(caller);
      }
    }
    return refusal;
  }

  /** The server runs. */
  synchronized void beat(long now) {
    noticeStop(now);
    beatAt = now;
  }

  /** After a stop of the server itself all comes at once that was said meanwhile. */
  private void noticeStop(long now) {
    if (beatAt != Long.MAX_VALUE && now - beatAt > BEAT + STOP) {
      long stopped = now - beatAt;
      byLine.values().forEach(caller -> caller.piledUp(stopped));
      beatAt = now;
    }
  }

  private Optional<String> refusal(String host, long now) {
    if (byLine.size() >= limits.connections()) {
      return Optional.of("%,d are open, the limit".formatted(limits.connections()));
    }
    if (byHost.getOrDefault(host, 0) >= limits.connectionsPerAddress()) {
      return Optional.of(
          "%,d from one address are open, the limit".formatted(limits.connectionsPerAddress()));
    }
    Watched excess = watched.get(host);
    if (excess != null && now < excess.until) {
      if (now < excess.nextAt) {
        return Optional.of("the address said too much a moment ago");
      }
      excess.nextAt = now + WATCHED_PAUSE;
    }
    int each = limits.halfOpen() / 4;
    Set<Caller> silentOfHost = silentByHost.getOrDefault(host, Set.of());
    if (silentOfHost.size() >= each && !makesRoom(silentOfHost, now)) {
      return Optional.of("%,d from one address have said nothing yet, the limit".formatted(each));
    }
    if (silent.size() >= limits.halfOpen() && !makesRoom(silent, now)) {
      return Optional.of("%,d have said nothing yet, the limit".formatted(limits.halfOpen()));
    }
    return Optional.empty();
  }

  /** Cuts off who has been silent for longest of these, if that is long enough. */
  private boolean makesRoom(Set<Caller> among, long now) {
    if (among.isEmpty()) {
      return false;
    }
    Caller longest = among.iterator().next();
    boolean enough = now - longest.since >= UNDISTURBED;
    if (enough) {
      hangUp(longest);
    }
    return enough;
  }

  /**
   * Somebody says something.
   *
   * @return what is wrong with it
   */
  synchronized Word heard(String address, Inbound.Kind kind, byte[] frame, long now) {
    noticeStop(now);
    Caller caller = byAddress.get(address);
    if (caller == null) {
      return kind == Inbound.Kind.MORE ? Word.PART : Word.WHOLE;
    }
    boolean part = caller.isPart(kind);
    unsilence(caller);
    if (!caller.speaks(now)) {
      if (!caller.goes) {
        watch(caller.host, now);
        hangUp(caller);
        return Word.LAST;
      }
      return Word.TOO_MUCH;
    }
    if (kind != Inbound.Kind.COMMAND && !caller.may(part, frame)) {
      return Word.WRONG;
    }
    return part ? Word.PART : Word.WHOLE;
  }

  /** The server asks something on this connection that so many behind it may answer. */
  synchronized void asked(String address, int answers) {
    Caller caller = byAddress.get(address);
    if (caller != null) {
      caller.asked(answers);
    }
  }

  /** A connection is gone; returns the caller, if it was let in. */
  synchronized @Nullable Caller leave(Caller.Line line) {
    Caller caller = byLine.remove(line);
    if (caller != null) {
      // Another one may have the same address already.
      byAddress.remove(caller.address, caller);
      decrement(byHost, caller.host);
      subscribers -= caller.port == Caller.Port.PUB_SUB ? 1 : 0;
      unsilence(caller);
    }
    return caller;
  }

  /** Takes out those that were closed without a word; returns whether there were any. */
  private boolean sweep(long now) {
    if (now < sweepAt) {
      return false;
    }
    sweepAt = now + SWEEP_PAUSE;
    List<Caller.Line> closed = byLine.keySet().stream().filter(line -> !line.isOpen()).toList();
    closed.forEach(this::leave);
    return !closed.isEmpty();
  }

  /** Cuts off who has said nothing for too long; returns how many. */
  synchronized int cutSilent(long now) {
    int cut = 0;
    while (due() <= now) {
      hangUp(silent.iterator().next());
      cut++;
    }
    return cut;
  }

  /** Cuts one off. */
  synchronized void cut(String address) {
    Caller caller = byAddress.get(address);
    if (caller != null) {
      hangUp(caller);
    }
  }

  /** The addresses that subscribers have connected from. */
  synchronized List<String> subscriberAddresses() {
    List<String> all = new ArrayList<>(subscribers);
    for (Caller each : byLine.values()) {
      if (each.port == Caller.Port.PUB_SUB) {
        all.add(each.address);
      }
    }
    return all;
  }

  /** How many connections of subscribers there are. */
  synchronized int subscribers() {
    return subscribers;
  }

  /** How many connections there are. */
  synchronized int size() {
    return byLine.size();
  }

  /** When {@link #cutSilent} has something to do. */
  synchronized long due() {
    return silent.isEmpty() ? Long.MAX_VALUE : silent.iterator().next().since + SILENT;
  }

  private void hangUp(Caller caller) {
    unsilence(caller);
    caller.goes = true;
    caller.line.hangUp();
  }

  private void unsilence(Caller caller) {
    if (silent.remove(caller)) {
      Set<Caller> ofHost = silentByHost.getOrDefault(caller.host, Set.of());
      ofHost.remove(caller);
      if (ofHost.isEmpty()) {
        silentByHost.remove(caller.host);
      }
    }
  }

  private void watch(String host, long now) {
    Watched excess = watched.computeIfAbsent(host, any -> new Watched());
    excess.until = now + WATCHED;
    excess.nextAt = now + WATCHED_PAUSE;
    if (watched.size() > MOST_WATCHED) {
      watched.remove(watched.keySet().iterator().next());
    }
  }

  private static void decrement(Map<String, Integer> counts, String key) {
    counts.computeIfPresent(key, (any, count) -> count == 1 ? null : count - 1);
  }
}
