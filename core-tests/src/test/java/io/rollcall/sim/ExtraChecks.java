package io.rollcall.sim;

import static io.rollcall.sim.Bounds.MILLI;

/** What holds at each server of keys, limits and the members that other protocols bring. */
final class ExtraChecks {
  private final Cluster cluster;

  ExtraChecks(Cluster cluster) {
    this.cluster = cluster;
  }

  void check() {
    long now = cluster.world.now();
    for (SimulatedServer server : cluster.servers) {
      if (cluster.have(Extra.LIMITS)) {
        checkLimit(server);
      }
      server.guests().forEach(each -> checkGuest(each, server, now));
      cluster.strangers().forEach(each -> checkName(each, server, now));
    }
  }

  /** No server lists more than it takes. Before it has settled it shows those of its last start. */
  private void checkLimit(SimulatedServer server) {
    if (server.isSettled() && !server.keepsOld()) {
      cluster.count(Check.LIMIT);
      int most = cluster.options.limits().members();
      check(server.roster().members().size() <= most, "lists more than " + most, server);
    }
  }

  /** A guest that answers is listed, and one that does not is gone. */
  private void checkGuest(Guests.Guest guest, SimulatedServer server, long now) {
    long bound = cluster.bounds.silence() + 600 * MILLI;
    boolean listed = server.roster().find(guest.name).isPresent();
    long recovery = cluster.bounds.recovery() + Stranger.REFUSED_PAUSE;
    if (server.isolation.holds(now)) {
      return;
    }
    if (server.isUpFor(recovery) && guest.isPresentFor(recovery, now)) {
      cluster.count(Check.GUEST);
      check(listed, "a guest answers, and is not listed by " + server, guest.name);
    }
    long up = server.keepsOld() ? cluster.bounds.settling() : bound;
    if (server.isUpFor(up) && guest.isAwayFor(bound, now)) {
      cluster.count(Check.GUEST);
      check(!listed, "a guest is away, and listed by " + server, guest.name);
    }
  }

  /** Nobody of another key takes the name of a member that is well. */
  private void checkName(Stranger stranger, SimulatedServer server, long now) {
    boolean listed = server.lists(stranger.client().incarnation);
    if (now > stranger.until() && !listed) {
      return;
    }
    for (SimulatedClient owner : cluster.clients) {
      if (!owner.name().equals(stranger.client().name())) {
        continue;
      }
      boolean well =
          owner.isRunning()
              && !owner.excuse.heldSince(stranger.since())
              && !cluster.between(owner.host, server.host).heldSince(stranger.since());
      if (well && server.isUpFor(now - stranger.since() + cluster.bounds.recovery())) {
        cluster.count(Check.KEY);
        check(!listed, "its name is another key's at " + server, owner);
      }
      if (listed) {
        // It is refused until the other has gone.
        owner.excuse.extend(stranger.seenUntil(cluster.bounds));
      }
    }
  }

  private void check(boolean holds, String what, Object whom) {
    if (!holds) {
      throw cluster.broken(what, whom);
    }
  }
}
