package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Published;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Tombstone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A replica whose time is moved by hand. It listens to one endpoint, or to more of which one speaks
 * at a time. Pulses come each second.
 */
final class ReplicaHarness {
  static final Incarnation FIRST = Incarnation.of(1, new UUID(1, 1));
  static final Incarnation SECOND = Incarnation.of(2, new UUID(2, 2));
  static final Peer ONE = new Peer(0);
  static final Peer OTHER = new Peer(1);

  final Replica replica = new Replica(new UUID(3, 3), "");
  final List<MembershipChange> changes = new ArrayList<>();
  final List<Integer> requests = new ArrayList<>();
  final List<Peer> reconnects = new ArrayList<>();
  private final Map<Peer, Integer> lastRequests = new HashMap<>();
  private Peer speaking = ONE;
  State state = State.SYNCING;
  Roster roster = Roster.empty();
  private long now;

  ReplicaHarness() {
    perform(replica.added(ONE, now));
  }

  /** What follows comes at this endpoint. */
  ReplicaHarness at(Peer endpoint) {
    speaking = endpoint;
    return this;
  }

  void add(Peer endpoint) {
    perform(replica.added(endpoint, now));
  }

  void remove(Peer endpoint) {
    perform(replica.removed(endpoint, now));
  }

  static Present member(String name) {
    return new Present(
        new Session(SurveyorHarness.client(name.hashCode()), 1), 0, Member.named(name));
  }

  static Tombstone gone(String name, Cause cause) {
    return new Tombstone(member(name).session(), name, cause);
  }

  static Standing standing(Incarnation server, long sequence, boolean settled) {
    return new Standing(server, "", sequence, settled, 1_000);
  }

  /** Answers the newest request with everybody of these names. */
  void snapshot(Standing standing, String... names) {
    List<Present> present = Arrays.stream(names).map(ReplicaHarness::member).toList();
    hear(new Snapshot(standing, 0, 1, present, List.of()), lastRequest());
  }

  int lastRequest() {
    return lastRequests.get(speaking);
  }

  void joined(Standing standing, String name) {
    hear(new Change(standing, List.of(member(name)), List.of()));
  }

  void left(Standing standing, String name, Cause cause) {
    hear(new Change(standing, List.of(), List.of(gone(name, cause))));
  }

  void pulse(Standing standing) {
    hear(new Pulse(standing));
  }

  void close(Incarnation server) {
    hear(new Closing(server));
  }

  void hear(Published message) {
    hear(message, Replica.NO_REQUEST);
  }

  void hear(Published message, int request) {
    perform(replica.heard(speaking, message, request, now));
  }

  /** Time passes and the replica is called whenever it wants. */
  void pass(Duration time) {
    long end = now + time.toNanos();
    while (replica.due() <= end) {
      now = Math.max(now, replica.due());
      perform(replica.tick(now));
    }
    now = end;
  }

  /** The connection stands, anew perhaps. */
  void connected() {
    perform(replica.connected(speaking, now));
  }

  /** Time passes and nobody calls the replica. */
  void freeze(Duration time) {
    now += time.toNanos();
    perform(replica.tick(now));
  }

  private void perform(List<Action.OfSubscriber> actions) {
    for (Action action : actions) {
      if (action instanceof Action.Request request) {
        requests.add(request.request());
        lastRequests.put(request.server(), request.request());
      } else if (action instanceof Action.Reconnect reconnect) {
        reconnects.add(reconnect.server());
      } else if (action instanceof Action.RosterChanged changed) {
        changes.add(changed.change());
        roster = changed.change().roster();
      } else if (action instanceof Action.StateChanged changed) {
        state = changed.state();
      }
    }
  }
}
