package io.rollcall.sim;

import static io.rollcall.sim.Bounds.MILLI;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What must hold of each change that a subscriber reports. */
final class ChangeChecks {
  private final Cluster cluster;
  private final Agreement agreement;
  private final Map<String, Roster> before = new HashMap<>();
  private final Map<String, Set<Incarnation>> saidGoodbye = new HashMap<>();
  private final Map<String, Set<Incarnation>> left = new HashMap<>();
  private final Map<String, Map<String, Member>> newest = new HashMap<>();

  ChangeChecks(Cluster cluster, Agreement agreement) {
    this.cluster = cluster;
    this.agreement = agreement;
  }

  void check(SimulatedSubscriber subscriber, String name, MembershipChange change) {
    checkOrder(name, change);
    checkGoodbyes(name, change);
    checkUpdates(name, change);
    Set<Incarnation> gone = left.computeIfAbsent(name, any -> new HashSet<>());
    for (Member member : change.joined()) {
      checkResurrection(subscriber, name, member, gone);
    }
    for (Member member : change.left()) {
      gone.add(member.incarnation().orElseThrow());
      for (SimulatedClient client : cluster.clients) {
        if (client.incarnation.equals(member.incarnation().orElseThrow())) {
          checkCause(subscriber, client, change.cause(member.name()));
          checkReason(subscriber, name, client);
        }
      }
    }
  }

  /** Guarantee 5: each change leads from one roster to the next. */
  private void checkOrder(String name, MembershipChange change) {
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
  }

  /** Guarantee 7: a goodbye ends a stay in every view, for good. */
  private void checkGoodbyes(String name, MembershipChange change) {
    Set<Incarnation> gone = saidGoodbye.computeIfAbsent(name, any -> new HashSet<>());
    for (Member member : change.roster().members()) {
      check(
          !gone.contains(member.incarnation().orElseThrow()),
          () -> name + ": back after its goodbye",
          member);
    }
    for (Member member : change.left()) {
      if (change.cause(member.name()) == Cause.GOODBYE) {
        gone.add(member.incarnation().orElseThrow());
      }
    }
  }

  /** Guarantee 9: while a client holds its name, nothing older of it follows. */
  private void checkUpdates(String name, MembershipChange change) {
    Map<String, Member> shown = newest.computeIfAbsent(name, any -> new HashMap<>());
    for (Member member : change.roster().members()) {
      Member before = shown.put(member.name(), member);
      check(
          before == null
              || !before.incarnation().equals(member.incarnation())
              || step(before) <= step(member),
          () -> name + ": after " + before,
          member);
    }
    change.left().forEach(member -> shown.remove(member.name()));
  }

  private static long step(Member member) {
    return Long.parseLong(member.attributes().getOrDefault("step", "0"));
  }

  /** Whoever has died and was reported left does not come back with a server that was away. */
  private void checkResurrection(
      SimulatedSubscriber subscriber, String name, Member member, Set<Incarnation> gone) {
    long now = cluster.world.now();
    if (subscriber != null && subscriber.excuse.holds(now)) {
      return;
    }
    for (SimulatedClient client : cluster.clients) {
      if (client.incarnation.equals(member.incarnation().orElseThrow())
          && client.isGone()
          && gone.contains(client.incarnation)
          && now - client.goneSince() > 2_000 * MILLI
          && cluster.servers.stream()
              .noneMatch(
                  each -> cluster.between(client.host, each.host).heldSince(client.goneSince()))) {
        check(false, () -> name + ": resurrected", client);
      }
    }
  }

  private void checkCause(SimulatedSubscriber subscriber, SimulatedClient client, Cause cause) {
    long now = cluster.world.now();
    boolean heard =
        cluster.servers.stream()
            .allMatch(
                server ->
                    server.isUpFor(now - client.deadSince() + 500 * MILLI)
                        && !cluster.between(client.host, server.host).heldSince(client.deadSince())
                        && !cluster.between(subscriber.host, server.host).holds(now));
    if (client.leftGracefully()
        && heard
        && !client.excuse.heldSince(client.deadSince())
        && !subscriber.excuse.holds(now)) {
      check(cause == Cause.GOODBYE, () -> "it said goodbye, not " + cause, client);
    }
  }

  /** Nobody leaves whom no server has removed, nor whom one that counts still lists. */
  private void checkReason(SimulatedSubscriber subscriber, String name, SimulatedClient client) {
    if (!client.isAlive() || (subscriber != null && subscriber.lag.holds(cluster.world.now()))) {
      return;
    }
    check(
        cluster.servers.stream()
            .anyMatch(each -> mayHaveBeenWithout(each, client) || mayBeBehind(subscriber, each)),
        () -> name + ": left, though no server has removed it",
        client);
    for (SimulatedServer server : cluster.servers) {
      if (agreement.counts(server, subscriber)) {
        cluster.count(Check.VOTE);
        check(
            !server.lists(client.incarnation) || server.quietFor() < 200 * MILLI,
            () -> name + ": left, though it is listed by " + server,
            client);
      }
    }
  }

  /** What it knows of a server may be from before the server listed those that it lists. */
  private boolean mayBeBehind(SimulatedSubscriber subscriber, SimulatedServer server) {
    return subscriber != null
        && server.hasSettled()
        && cluster.between(subscriber.host, server.host).holds(cluster.world.now());
  }

  /** What a server publishes is ahead of what it shows itself while that keeps an older list. */
  private boolean mayHaveBeenWithout(SimulatedServer server, SimulatedClient client) {
    boolean settled = server.hasSettled() || server.isSettled();
    boolean listedLongAgo = server.lists(client.incarnation) && server.quietFor() > 200 * MILLI;
    return server.hasRemoved(client.incarnation)
        || server.keptOldWithin(cluster.bounds.stale())
        || (settled && !listedLongAgo);
  }

  private void check(boolean holds, Supplier<String> what, Object whom) {
    if (!holds) {
      throw cluster.broken(what.get(), whom);
    }
  }
}
