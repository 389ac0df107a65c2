package io.rollcall.sim;

import static io.rollcall.sim.Bounds.MILLI;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Guarantees 5 to 8: what a subscriber shows is what the servers that count list together. */
final class Agreement {
  private final Cluster cluster;

  Agreement(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Whether a server must count for this subscriber, and long enough to know everybody. */
  boolean counts(SimulatedServer server, SimulatedSubscriber subscriber) {
    return server.isUpFor(cluster.bounds.settling())
        && server.isSettled()
        && !cluster.between(subscriber.host, server.host).holds(cluster.world.now());
  }

  void check(SimulatedSubscriber subscriber) {
    if (subscriber.excuse.holds(cluster.world.now())) {
      return;
    }
    List<SimulatedServer> counting = new ArrayList<>();
    boolean certain = true;
    for (SimulatedServer server : cluster.servers) {
      if (counts(server, subscriber)) {
        counting.add(server);
        certain &= server.quietFor() > 200 * MILLI;
      } else {
        certain &=
            server.isDownFor(cluster.bounds.stale() + 100 * MILLI)
                && !cluster.between(subscriber.host, server.host).holds(cluster.world.now());
      }
    }
    if (!counting.isEmpty()) {
      check(subscriber.state() == State.LIVE, () -> "settled are heard: " + counting, subscriber);
    } else if (certain) {
      check(subscriber.state() != State.LIVE, () -> "all servers are away", subscriber);
    }
    if (certain && !counting.isEmpty()) {
      cluster.count(Check.AGREEMENT);
      Map<String, Member> expected = merged(counting);
      Map<String, Member> shown = merged(subscriber.roster());
      expected.keySet().removeAll(leaving());
      shown.keySet().removeAll(leaving());
      check(
          alike(expected, shown),
          () -> "shows " + shown + ", the servers that count list " + expected,
          subscriber);
    }
  }

  private static Map<String, Member> merged(List<SimulatedServer> servers) {
    Map<String, Member> merged = new TreeMap<>();
    for (SimulatedServer server : servers) {
      merged(server.roster())
          .forEach(
              (name, member) ->
                  merged.merge(
                      name, member, (one, other) -> compare(one, other) >= 0 ? one : other));
    }
    return merged;
  }

  private static Map<String, Member> merged(Roster roster) {
    Map<String, Member> members = new TreeMap<>();
    roster.members().forEach(member -> members.put(member.name(), member));
    return members;
  }

  private static int compare(Member one, Member other) {
    return one.incarnation().orElseThrow().compareTo(other.incarnation().orElseThrow());
  }

  /** The names of those who left of late: each server learns of it in its own time. */
  private Set<String> leaving() {
    Set<String> names = new HashSet<>();
    long bound = cluster.bounds.silence() + 600 * MILLI;
    cluster.clients.stream()
        .filter(client -> cluster.world.now() - client.deadSince() < bound && !client.isAlive())
        .forEach(client -> names.add(client.name()));
    return names;
  }

  private static boolean alike(Map<String, Member> expected, Map<String, Member> shown) {
    return expected.keySet().equals(shown.keySet())
        && expected.entrySet().stream()
            .allMatch(
                each ->
                    Objects.equals(
                        each.getValue().incarnation(), shown.get(each.getKey()).incarnation()));
  }

  private void check(boolean holds, Supplier<String> what, Object whom) {
    if (!holds) {
      throw cluster.broken(what.get(), whom);
    }
  }
}
