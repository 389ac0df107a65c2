package io.rollcall.discovery.guard;

import io.rollcall.discovery.Limits;
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
 * Who is connected to a server, and who may be: so many in all, from one address, and without a
 * word. Thread-safe; times are nanoseconds.
 *
 * <p>Who says nothing for too long is cut off, and so is who says too much. Where all places of
 * those who have said nothing are taken, the one that is silent for longest makes room, or one
 * whose address has more of them than the newcomer's.
 *
 * @param <C> what is known of each
 */
public final class ConnectionLimiter<C extends LimitedConnection> {
  /** What becomes of something that comes on a connection. */
  public enum Verdict {
    /** It may say that. */
    TAKEN,
    /** One too many: it has been cut off. */
    CUT,
    /** It came after that. */
    TOO_LATE
  }

  /** Who has said nothing for so long is cut off. */
  public static final long SILENT = 30_000_000_000L;

  /** So long nobody is cut off for another one's sake. */
  public static final long UNDISTURBED = 2_000_000_000L;

  /** After an excess an address may make one connection in a second for so long. */
  public static final long WATCHED = 60_000_000_000L;

  private static final long WATCHED_PAUSE = 1_000_000_000L;
  private static final int MOST_WATCHED = 10_000;

  /** Among so many of those who are silent for longest, who takes too many places is found. */
  private static final int MOST_LOOKED_AT = 64;

  private static final long SWEEP_PAUSE = 1_000_000_000L;

  /** So often {@link #look} shows that the server runs. */
  static final long BEAT = 250_000_000L;

  /** A server that is so late was stopped. */
  private static final long STOP = 500_000_000L;

  private static final long NEVER = Long.MAX_VALUE;

  private final Limits limits;
  private final ResourceGuard resourceGuard;
  private final Consumer<String> refused;
  private final Map<String, C> byAddress = new HashMap<>();
  private final Map<LimitedConnection.Handle, C> byHandle = new HashMap<>();
  private final Map<String, Integer> byHost = new HashMap<>();

  /** In the order of their coming, all and those of each host. */
  private final Set<C> silent = new LinkedHashSet<>();

  private final Map<String, Set<C>> silentByHost = new HashMap<>();

  private final Map<String, Watched> watched = new LinkedHashMap<>();
  private int subscribers;
  private long sweepAt;
  private long beatAt = NEVER;

  private static final class Watched {
    long until;
    long nextAt;
  }

  /**
   * Of a server with these limits.
   *
   * @param resourceGuard is asked first whether there is room at all
   * @param refused hears whom {@link #look} cuts off, and why
   */
  public ConnectionLimiter(Limits limits, ResourceGuard resourceGuard, Consumer<String> refused) {
    this.limits = limits;
    this.resourceGuard = resourceGuard;
    this.refused = refused;
  }

  /** Lets a connection in, or says why not. */
  public Optional<String> arrive(C connection, long now) {
    // Outside the lock: it may measure for a millisecond.
    return resourceGuard.refusal(now).or(() -> admit(connection, now));
  }

  private synchronized Optional<String> admit(C connection, long now) {
    noticeStop(now);
    Optional<String> refusal = refusal(connection.host, now);
    if (refusal.isPresent() && sweep(now)) {
      refusal = refusal(connection.host, now);
    }
    if (refusal.isEmpty()) {
      byAddress.put(connection.address(), connection);
      byHandle.put(connection.handle, connection);
      byHost.merge(connection.host, 1, Integer::sum);
      subscribers += connection.port == LimitedConnection.Port.PUB_SUB ? 1 : 0;
      if (!connection.isHeard()) {
        silence(connection);
      }
    }
    return refusal;
  }

  /**
   * Cuts off who has said nothing for too long, and shows that the server runs. To be called at the
   * start, and then whenever it is {@link #due}.
   */
  public void look(long now) {
    int cut = beat(now);
    if (cut > 0) {
      refused.accept("%,d connections that were silent for too long".formatted(cut));
    }
  }

  private synchronized int beat(long now) {
    noticeStop(now);
    beatAt = now;
    int cut = 0;
    while (silentDue() <= now) {
      hangUp(silent.iterator().next());
      cut++;
    }
    return cut;
  }

  /** When {@link #look} has something to do; before its first call only what is silent counts. */
  public synchronized long due() {
    return Math.min(beatAt == NEVER ? NEVER : beatAt + BEAT, silentDue());
  }

  private long silentDue() {
    return silent.isEmpty() ? NEVER : silent.iterator().next().since + SILENT;
  }

  /** After a stop of the server itself all comes at once that was said meanwhile. */
  private void noticeStop(long now) {
    if (beatAt != NEVER && now - beatAt > BEAT + STOP) {
      long stopped = now - beatAt;
      byHandle.values().forEach(connection -> connection.piledUp(stopped));
      beatAt = now;
    }
  }

  private Optional<String> refusal(String host, long now) {
    if (byHandle.size() >= limits.connections()) {
      return Optional.of("%,d are open, the limit".formatted(limits.connections()));
    }
    if (byHost.getOrDefault(host, 0) >= limits.connectionsPerAddress()) {
      return Optional.of(
          "%,d from one address are open, the limit".formatted(limits.connectionsPerAddress()));
    }
    Watched excess = watched.get(host);
    if (excess != null && now < excess.until) {
      if (now < excess.nextAt) {
        return Optional.of("its address sent too much a moment ago");
      }
      excess.nextAt = now + WATCHED_PAUSE;
    }
    int each = limits.halfOpen() / 4;
    Set<C> silentOfHost = silentByHost.getOrDefault(host, Set.of());
    if (silentOfHost.size() >= each && !makesRoom(silentOfHost, now)) {
      return Optional.of("%,d from one address have sent nothing yet, the limit".formatted(each));
    }
    if (silent.size() >= limits.halfOpen()
        && !makesRoom(silent, now)
        && !sharesRoom(silentOfHost.size())) {
      return Optional.of("%,d have sent nothing yet, the limit".formatted(limits.halfOpen()));
    }
    return Optional.empty();
  }

  /** Cuts off who has been silent for longest of these, if that is long enough. */
  private boolean makesRoom(Set<C> among, long now) {
    if (among.isEmpty()) {
      return false;
    }
    C longest = among.iterator().next();
    boolean enough = now - longest.since >= UNDISTURBED;
    if (enough) {
      hangUp(longest);
    }
    return enough;
  }

  /**
   * Cuts off one whose host has more of the places than the newcomer's would, with this one more:
   * else a few addresses could take all of them again and again.
   */
  private boolean sharesRoom(int silentOfHost) {
    int looked = 0;
    for (C each : silent) {
      if (silentByHost.getOrDefault(each.host, Set.of()).size() > silentOfHost + 1) {
        hangUp(each);
        return true;
      }
      if (++looked == MOST_LOOKED_AT) {
        break;
      }
    }
    return false;
  }

  /** The one at this address, if it was let in. */
  public synchronized @Nullable C at(String address) {
    return byAddress.get(address);
  }

  /** Somebody who was let in says something. */
  public synchronized Verdict speaks(C connection, long now) {
    noticeStop(now);
    unsilence(connection);
    if (connection.speaks(now)) {
      return Verdict.TAKEN;
    }
    if (connection.goes()) {
      return Verdict.TOO_LATE;
    }
    watch(connection.host, now);
    hangUp(connection);
    return Verdict.CUT;
  }

  /**
   * The handshake of one who has said nothing yet goes on: its silence begins anew. Else a server
   * that is slow with many handshakes would cut them off for others, for which it is as slow.
   */
  public synchronized void progresses(C connection, long now) {
    if (!connection.isHeard()
        && !connection.goes()
        && byHandle.get(connection.handle) == connection) {
      unsilence(connection);
      connection.since = now;
      silence(connection);
    }
  }

  /** The handshake of one waits for the server itself. It is not silent until that goes on. */
  public synchronized void waits(C connection) {
    unsilence(connection);
  }

  /** The server asks something on a connection that so many behind it may answer. */
  public synchronized void asked(C connection, int answers) {
    connection.asked(answers);
  }

  /** A connection is gone; returns the connection, if it was let in. */
  public synchronized @Nullable C leave(LimitedConnection.Handle handle) {
    C connection = byHandle.remove(handle);
    if (connection != null) {
      // Another one may have the same address already.
      byAddress.remove(connection.address(), connection);
      decrement(byHost, connection.host);
      subscribers -= connection.port == LimitedConnection.Port.PUB_SUB ? 1 : 0;
      unsilence(connection);
    }
    return connection;
  }

  /** Takes out those that were closed without a word; returns whether there were any. */
  private boolean sweep(long now) {
    if (now < sweepAt) {
      return false;
    }
    sweepAt = now + SWEEP_PAUSE;
    List<LimitedConnection.Handle> closed =
        byHandle.keySet().stream().filter(handle -> !handle.isOpen()).toList();
    closed.forEach(this::leave);
    return !closed.isEmpty();
  }

  /** Cuts one off. */
  public synchronized void cut(String address) {
    C connection = byAddress.get(address);
    if (connection != null) {
      hangUp(connection);
    }
  }

  /** The addresses that subscribers have connected from. */
  public synchronized List<String> subscriberAddresses() {
    List<String> all = new ArrayList<>(subscribers);
    for (C each : byHandle.values()) {
      if (each.port == LimitedConnection.Port.PUB_SUB) {
        all.add(each.address());
      }
    }
    return all;
  }

  /** How many connections of subscribers there are. */
  public synchronized int subscribers() {
    return subscribers;
  }

  /** How many connections there are. */
  public synchronized int size() {
    return byHandle.size();
  }

  private void hangUp(C connection) {
    unsilence(connection);
    connection.hangUp();
  }

  private void silence(C connection) {
    silent.add(connection);
    silentByHost.computeIfAbsent(connection.host, any -> new LinkedHashSet<>(2)).add(connection);
  }

  private void unsilence(C connection) {
    if (silent.remove(connection)) {
      Set<C> ofHost = silentByHost.getOrDefault(connection.host, Set.of());
      ofHost.remove(connection);
      if (ofHost.isEmpty()) {
        silentByHost.remove(connection.host);
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
