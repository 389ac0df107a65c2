package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.survey.Replica;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Tombstone;
import java.util.List;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A subscriber's replica of one server's roster. Its time stands still: nothing is late. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup
public class ReplicaBench {
  private static final Peer PEER = new Peer(0);
  private static final long NOW = 0;

  /** How many are on the roster. */
  @Param({"10", "1000", "9000"})
  public int members;

  private Replica replica;
  private List<Present> joins;
  private List<Tombstone> leaves;
  private Pulse pulse;
  private long sequence;

  /** Gives it the snapshot. */
  @Setup
  public void make() {
    replica = new Replica(new UUID(3, 3), "");
    int request =
        replica.added(PEER, NOW).stream()
            .filter(Action.Request.class::isInstance)
            .map(each -> ((Action.Request) each).request())
            .findFirst()
            .orElseThrow();
    replica.heard(
        PEER,
        new Snapshot(standing(), 0, 1, MemberFixtures.everybody(members), List.of()),
        request,
        NOW);
    Present newcomer = MemberFixtures.present(members);
    joins = List.of(newcomer);
    leaves = List.of(new Tombstone(newcomer.session(), newcomer.name(), Cause.LOST));
    pulse = new Pulse(standing());
  }

  /** One joins, or the same one leaves, by turns. */
  @Benchmark
  public List<Action.OfSubscriber> change() {
    sequence++;
    boolean join = sequence % 2 == 1;
    return hear(new Change(standing(), join ? joins : List.of(), join ? List.of() : leaves));
  }

  /** The server is there; nothing changes. */
  @Benchmark
  public List<Action.OfSubscriber> pulse() {
    return replica.heard(PEER, pulse, Replica.NO_REQUEST, NOW);
  }

  private List<Action.OfSubscriber> hear(Change change) {
    return replica.heard(PEER, change, Replica.NO_REQUEST, NOW);
  }

  private Standing standing() {
    return new Standing(MemberFixtures.SERVER, "", sequence, true, 1_000);
  }
}
