package io.rollcall.discovery.cost;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.survey.Replica;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Published;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Tombstone;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A subscriber's replica that has its snapshot. Its time stands still: nothing is late. */
final class SubscriberHarness {
  private static final Peer ENDPOINT = new Peer(0);
  private static final long NOW = 0;

  private final Replica replica = new Replica(new UUID(3, 3), "");
  private final Present newcomer;
  private final Tombstone gone;
  private long sequence;
  private int requests;
  private int rosterChanges;

  SubscriberHarness(int members) {
    List<Present> all = IntStream.range(0, members).mapToObj(SubscriberHarness::present).toList();
    newcomer = present(members);
    gone = new Tombstone(newcomer.session(), newcomer.name(), Cause.LOST);
    count(replica.added(ENDPOINT, NOW));
    count(replica.heard(ENDPOINT, new Snapshot(standing(), 0, 1, all, List.of()), requests, NOW));
  }

  /** One joins, or the same one leaves, by turns. */
  void joinOrLeave() {
    sequence++;
    boolean join = sequence % 2 == 1;
    hear(
        new Change(
            standing(), join ? List.of(newcomer) : List.of(), join ? List.of() : List.of(gone)));
  }

  /** The server says that it is there. */
  void pulse() {
    hear(new Pulse(standing()));
  }

  /** How many snapshots it asked for. */
  int requests() {
    return requests;
  }

  /** How often its roster changed, the first time included. */
  int rosterChanges() {
    return rosterChanges;
  }

  private void hear(Published message) {
    count(replica.heard(ENDPOINT, message, Replica.NO_REQUEST, NOW));
  }

  private void count(List<Action.OfSubscriber> actions) {
    for (Action action : actions) {
      requests += action instanceof Action.Request ? 1 : 0;
      rosterChanges += action instanceof Action.RosterChanged ? 1 : 0;
    }
  }

  private Standing standing() {
    return new Standing(SurveyHarness.SERVER, "", sequence, true, 1_000);
  }

  private static Present present(int number) {
    Session session = new Session(Incarnation.of(2_000 + number, new UUID(7, number)), 1);
    return new Present(session, 0, Member.named("client" + number));
  }
}
