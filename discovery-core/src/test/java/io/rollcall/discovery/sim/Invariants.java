package io.rollcall.discovery.sim;

import static io.rollcall.discovery.sim.Bounds.MILLI;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The guarantees, as what must hold at every step of a schedule. */
final class Invariants {
  /** A client as one subscriber sees it. */
  private record Sight(SimulatedSubscriber by, Incarnation client) {}

  private final Cluster cluster;
  private final Map<String, Roster> before = new HashMap<>();
  private final Map<String, Set<Incarnation>> saidGoodbye = new HashMap<>();
  private final Set<Sight> seen = new HashSet<>();
  private final Map<String, Long> updatedAt = new HashMap<>();
  private AssertionError firstBroken;

  Invariants(Cluster cluster) {
    this.cluster = cluster;
  }

  void updated(SimulatedClient client) {
    updatedAt.put(client.name(), cluster.world.now());
  }

  /** Looks at each change that a subscriber reports; a feed would swallow what is thrown here. */
  void changed(SimulatedSubscriber subscriber, String name, MembershipChange change) {
    try {
      checkChange(subscriber, name, change);
    } catch (AssertionError broken) {
      firstBroken = firstBroken == null ? broken : firstBroken;
    }
  }

  /**
   * Guarantee 8: nobody blames a server that was there, least of all for having been away himself.
   */
  void changed(SimulatedSubscriber subscriber, State state) {
    long longerThanAnyPause = 5_000 * MILLI;
    if (state == State.STALE
        && subscriber != null
        && cluster.server.isSettled()
        && cluster.server.isUpFor(longerThanAnyPause)
        && !subscriber.network.holds(cluster.world.now())
        && firstBroken == null) {
      firstBroken = broken("stale, though the server is there", subscriber);
    }
  }

  /** Guarantees 5 and 6. */
  private void checkChange(SimulatedSubscriber subscriber, String name, MembershipChange change) {
    Roster old = before.getOrDefault(name, Roster.empty());
    Set<String> expected = new TreeSet<>(old.names());
    change.joined().forEach(m -> check(expected.add(m.name()), () -> name + ": joined twice", m));
    change.left().forEach(m -> check(expected.remove(m.name()), () -> name + ": left twice", m));
    change.updated().forEach(m -> check(expected.contains(m.name()), () -> name + ": unknown", m));
    check(
        List.copyOf(expected).equals(change.roster().names()),
        () -> name + ": the change does not lead from " + old,
        change);
    check(
        change.roster().version() == old.version() + 1 || old.version() == 0,
        () -> name + ": version after " + old.version(),
        change.roster().version());
    before.put(name, change.roster());
    Set<Incarnation> gone = saidGoodbye.computeIfAbsent(name, n -> new HashSet<>());
    for (Member member : change.roster().members()) {
      check(
          !gone.contains(member.incarnation().orElseThrow()),
          () -> name + ": back after its goodbye",
          member);
    }
    for (Member member : change.left()) {
      Cause cause = change.cause(member.name());
      if (cause == Cause.GOODBYE) {
        gone.add(member.incarnation().orElseThrow());
      }
      checkCause(subscriber, member, cause);
      checkReason(name, member);
    }
  }

  /** All that can be said of the present moment. */
  void check() {
    if (firstBroken != null) {
      throw firstBroken;
    }
    long now = cluster.world.now();
    for (SimulatedClient client : cluster.clients) {
      client.observe();
      checkAccuracy(client, now);
      checkCompleteness(client, now);
    }
    for (SimulatedSubscriber subscriber : cluster.subscribers) {
      if (!subscriber.host.isPaused() && !subscriber.excuse.holds(now)) {
        checkSubscriber(subscriber, now);
      }
    }
  }

  /** Guarantees 1 to 4 and 9: who is alive and undisturbed is a member, under its latest start. */
  private void checkAccuracy(SimulatedClient client, long now) {
    if (!isUndisturbed(client, now) || !cluster.server.isUpFor(cluster.bounds.recovery())) {
      return;
    }
    Optional<Member> listed = cluster.server.roster().find(client.name());
    check(listed.isPresent(), () -> "alive, and the server does not list it", client);
    Incarnation holder = listed.get().incarnation().orElseThrow();
    check(
        holder.compareTo(client.incarnation) >= 0,
        () -> "an earlier start of the same name is listed: " + holder,
        client);
    boolean freshUpdate = now - updatedAt.getOrDefault(client.name(), 0L) < 2_000 * MILLI;
    check(
        !holder.equals(client.incarnation) || freshUpdate || listed.get().equals(client.self()),
        () -> "listed otherwise than it says: " + listed.get(),
        client.self());
  }

  /** Guarantees 2 and 3: who is gone is gone from the roster within the bound. */
  private void checkCompleteness(SimulatedClient client, long now) {
    long bound = Math.max(cluster.bounds.silence(), cluster.bounds.loss()) + 600 * MILLI;
    long up = cluster.server.isReopened() ? Math.max(bound, cluster.bounds.settling()) : bound;
    if (!cluster.server.isUpFor(up) || cluster.network.isCut(client.host, cluster.server.host)) {
      return;
    }
    boolean dead = client.isGone() && now - client.goneSince() > bound;
    boolean frozen = client.isAlive() && now - client.pausedSince() > bound;
    if (dead || (frozen && client.host.isPaused())) {
      cluster
          .server
          .roster()
          .find(client.name())
          .ifPresent(
              member ->
                  check(
                      !member.incarnation().orElseThrow().equals(client.incarnation),
                      () -> "gone, and the server still lists it",
                      client));
    }
  }

  /** Guarantees 5, 6 and 8: what a subscriber shows. */
  private void checkSubscriber(SimulatedSubscriber subscriber, long now) {
    for (SimulatedClient client : cluster.clients) {
      Sight key = new Sight(subscriber, client.incarnation);
      if (!isUndisturbed(client, now)) {
        seen.remove(key);
      } else if (shows(subscriber, client)) {
        seen.add(key);
      } else if (subscriber.roster().find(client.name()).isEmpty()) {
        check(!seen.contains(key), () -> "alive, and no longer seen by " + subscriber, client);
      }
    }
    if (cluster.server.isUpFor(cluster.bounds.settling()) && settledAndQuiet()) {
      check(subscriber.state() == State.LIVE, () -> "a settled server is heard", subscriber);
      check(
          subscriber.roster().equals(cluster.server.roster()),
          () -> "not what the server lists: " + differences(subscriber),
          subscriber);
    }
    if (!cluster.server.isUp() && now - downSince(now) > cluster.bounds.stale() + 100 * MILLI) {
      check(subscriber.state() != State.LIVE, () -> "the server is away", subscriber);
    }
  }

  private static boolean shows(SimulatedSubscriber subscriber, SimulatedClient client) {
    return subscriber
        .roster()
        .find(client.name())
        .flatMap(Member::incarnation)
        .filter(client.incarnation::equals)
        .isPresent();
  }

  private long downAt = -1;

  private long downSince(long now) {
    if (downAt < 0) {
      downAt = now;
    }
    return downAt;
  }

  /** Keeps the time since when the server is away. */
  void observe() {
    cluster.server.observe(cluster.clients);
    if (cluster.server.isUp()) {
      downAt = -1;
    } else {
      downSince(cluster.world.now());
    }
  }

  private boolean settledAndQuiet() {
    return cluster.server.isSettled() && cluster.server.quietFor() > 200 * MILLI;
  }

  private String differences(SimulatedSubscriber subscriber) {
    List<String> all = new ArrayList<>();
    cluster.server.roster().members().stream()
        .filter(m -> !subscriber.roster().members().contains(m))
        .forEach(m -> all.add("missing " + m + m.incarnation()));
    subscriber.roster().members().stream()
        .filter(m -> !cluster.server.roster().members().contains(m))
        .forEach(m -> all.add("extra " + m + m.incarnation()));
    return all.toString();
  }

  private void checkCause(SimulatedSubscriber subscriber, Member member, Cause cause) {
    long now = cluster.world.now();
    for (SimulatedClient client : cluster.clients) {
      if (member.incarnation().orElseThrow().equals(client.incarnation)
          && client.leftGracefully()
          && !client.excuse.heldSince(client.deadSince())
          && !subscriber.excuse.holds(now)
          && cluster.server.isUpFor(now - client.deadSince() + 500 * MILLI)) {
        check(cause == Cause.GOODBYE, () -> "it said goodbye, not " + cause, client);
      }
    }
  }

  /** Nobody leaves whom the server has not removed, however little a subscriber has heard. */
  private void checkReason(String name, Member member) {
    for (SimulatedClient client : cluster.clients) {
      if (member.incarnation().orElseThrow().equals(client.incarnation) && client.isAlive()) {
        check(
            cluster.server.hasRemoved(client.incarnation),
            () -> name + ": left, though no server has removed it",
            client);
      }
    }
  }

  private static boolean isUndisturbed(SimulatedClient client, long now) {
    return client.isRunning() && !client.excuse.holds(now);
  }

  private void check(boolean holds, Supplier<String> what, Object whom) {
    if (!holds) {
      throw broken(what.get(), whom);
    }
  }

  private AssertionError broken(String what, Object whom) {
    return new AssertionError(
        "at %d ms: %s: %s; server %s"
            .formatted(cluster.world.now() / MILLI, what, whom, cluster.server.roster()));
  }
}
