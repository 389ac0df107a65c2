package io.rollcall.sim;

import static io.rollcall.sim.Bounds.MILLI;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The guarantees, as what must hold at every step of a schedule. */
final class Invariants {
  /** A client as one subscriber sees it. */
  private record Sight(SimulatedSubscriber by, Incarnation client) {}

  private final Cluster cluster;
  private final ChangeChecks changes;
  private final Agreement agreement;
  private final ExtraChecks extras;
  private final Set<Sight> seen = new HashSet<>();
  private final Map<String, Long> updatedAt = new HashMap<>();
  private AssertionError firstBroken;

  Invariants(Cluster cluster) {
    this.cluster = cluster;
    this.agreement = new Agreement(cluster);
    this.extras = new ExtraChecks(cluster);
    this.changes = new ChangeChecks(cluster, agreement);
  }

  void updated(SimulatedClient client) {
    updatedAt.put(client.name(), cluster.world.now());
  }

  /** Looks at each change that a subscriber reports; a feed would swallow what is thrown here. */
  void changed(SimulatedSubscriber subscriber, String name, MembershipChange change) {
    note(
        () -> {
          changes.check(subscriber, name, change);
          if (subscriber != null) {
            checkSight(subscriber, cluster.world.now());
          }
        });
  }

  /**
   * Guarantee 8: nobody blames a server that was there, least of all for having been away himself.
   */
  void changed(SimulatedSubscriber subscriber, State state) {
    if (subscriber != null && subscriber.isLiveAtFirst(state)) {
      note(() -> checkFirst(subscriber));
    }
    if (subscriber == null || state != State.STALE || subscriber.lag.holds(cluster.world.now())) {
      return;
    }
    for (SimulatedServer server : cluster.servers) {
      boolean there = server.isUpFor(5_000 * MILLI) && server.isSettled();
      boolean excused = cluster.between(subscriber.host, server.host).holds(cluster.world.now());
      note(() -> check(!there || excused, () -> "stale, though " + server, subscriber));
    }
  }

  /** Guarantee 8: whoever starts is live when it knows what every server lists that it can hear. */
  private void checkFirst(SimulatedSubscriber subscriber) {
    long now = cluster.world.now();
    long start = subscriber.startedAt;
    for (SimulatedServer server : cluster.servers) {
      Excuse between = cluster.between(subscriber.host, server.host);
      boolean disturbed =
          cluster.conditions.heldSince(start)
              || between.heldSince(start + cluster.bounds.recovery() + 1);
      if (disturbed || !server.isUpFor(now - start) || !server.isSettled()) {
        continue;
      }
      cluster.count(Check.FIRST);
      for (SimulatedClient client : cluster.clients) {
        check(
            !isUndisturbed(client, now)
                || !server.lists(client.incarnation)
                || server.quietFor() < 200 * MILLI
                || subscriber.roster().find(client.name()).isPresent(),
            () -> "live without one whom " + server + " lists",
            client);
      }
    }
  }

  private void note(Runnable check) {
    try {
      check.run();
    } catch (AssertionError broken) {
      firstBroken = firstBroken == null ? broken : firstBroken;
    }
  }

  /** All that can be said of the present moment. */
  void check() {
    cluster.servers.forEach(server -> server.observe(cluster.clients));
    cluster.clients.forEach(SimulatedClient::observe);
    if (firstBroken != null) {
      throw firstBroken;
    }
    extras.check();
    long now = cluster.world.now();
    for (SimulatedClient client : cluster.clients) {
      for (SimulatedServer server : cluster.servers) {
        checkAccuracy(client, server, now);
        checkCompleteness(client, server, now);
      }
    }
    for (SimulatedSubscriber subscriber : cluster.subscribers) {
      if (!subscriber.host.isPaused()) {
        checkSight(subscriber, now);
        agreement.check(subscriber);
      }
    }
  }

  /** Guarantees 1 to 4 and 9: who is alive and undisturbed is a member, under its latest start. */
  private void checkAccuracy(SimulatedClient client, SimulatedServer server, long now) {
    if (!isUndisturbed(client, now)
        || cluster.between(client.host, server.host).holds(now)
        || !server.isUpFor(cluster.bounds.recovery())) {
      return;
    }
    cluster.count(Check.ACCURACY);
    Optional<Member> listed = server.roster().find(client.name());
    check(listed.isPresent(), () -> "alive, and not listed by " + server, client);
    Incarnation holder = listed.get().incarnation().orElseThrow();
    check(
        holder.compareTo(client.incarnation) >= 0,
        () -> "an earlier start of the same name is listed by " + server,
        client);
    boolean freshUpdate = now - updatedAt.getOrDefault(client.name(), 0L) < cluster.bounds.update();
    check(
        !holder.equals(client.incarnation) || freshUpdate || listed.get().equals(client.self()),
        () -> "listed otherwise than it says: " + listed.get() + " by " + server,
        client.self());
  }

  /** Guarantees 2 and 3: who is gone is gone from the roster within the bound. */
  private void checkCompleteness(SimulatedClient client, SimulatedServer server, long now) {
    long bound = Math.max(cluster.bounds.silence(), cluster.bounds.loss()) + 600 * MILLI;
    long up = server.keepsOld() ? Math.max(bound, cluster.bounds.settling()) : bound;
    if (!server.isUpFor(up) || cluster.between(client.host, server.host).holds(now)) {
      return;
    }
    boolean dead = client.isGone() && now - client.goneSince() > bound;
    boolean frozen = client.isAlive() && now - client.pausedSince() > bound;
    if (dead || (frozen && client.host.isPaused())) {
      cluster.count(Check.COMPLETENESS);
      check(!server.lists(client.incarnation), () -> "gone, and still listed by " + server, client);
    }
  }

  /**
   * Guarantees 6 and 7: who is alive, undisturbed and was seen once is seen on, whatever happens to
   * servers and to the subscriber.
   */
  private void checkSight(SimulatedSubscriber subscriber, long now) {
    for (SimulatedClient client : cluster.clients) {
      Sight key = new Sight(subscriber, client.incarnation);
      if (!isUndisturbed(client, now)) {
        seen.remove(key);
        continue;
      }
      cluster.count(Check.SIGHT);
      Optional<Member> shown = subscriber.roster().find(client.name());
      if (shown.flatMap(Member::incarnation).filter(client.incarnation::equals).isPresent()) {
        seen.add(key);
      } else if (shown.isEmpty()) {
        check(!seen.contains(key), () -> "alive, and no longer seen by " + subscriber, client);
      } else {
        // Of two with one name a list holds one; the other is not known there.
        seen.remove(key);
      }
    }
  }

  private static boolean isUndisturbed(SimulatedClient client, long now) {
    return client.isRunning() && !client.excuse.holds(now);
  }

  private void check(boolean holds, Supplier<String> what, Object whom) {
    if (!holds) {
      throw cluster.broken(what.get(), whom);
    }
  }
}
