package io.rollcall.mesh.link;

import io.rollcall.discovery.Member;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.TreeSend;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshFrame.Branch;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import io.rollcall.mesh.wire.Report;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The messages to many that come on one link, and are passed on. For the engine's thread only. */
final class InboundBranches {
  /** Of the time that a branch has, its report gets one part in so many. */
  private static final int REPORT_SHARE = 10;

  private final Station station;
  private final InLink link;
  private final InboundCalls calls;

  InboundBranches(Station station, InLink link, InboundCalls calls) {
    this.station = station;
    this.link = link;
    this.calls = calls;
  }

  /** A message to many: for this node, and to be passed on. */
  void branch(Branch branch) {
    if (branch.limit() == 0 || !Member.isName(branch.origin())) {
      station.counts.unexpected.increment();
    } else if (station.handlers.isDraining()) {
      if (branch.id() != 0) {
        String detail = Handlers.detail(FailureCause.DRAINING, branch.command());
        calls.fail(branch.id(), FailureCause.DRAINING, detail);
      }
    } else {
      int outcome = taken(branch);
      if (branch.id() == 0) {
        TreeRelay.sendOnce(station, branch);
      } else {
        passOn(branch, outcome);
      }
    }
  }

  /**
   * What becomes of it here: a message that has come by another branch is not handed over again.
   */
  private int taken(Branch branch) {
    Optional<Integer> before = station.seenTrees.outcome(branch.tree());
    if (before.isPresent()) {
      station.counts.duplicates.increment();
      return before.get();
    }
    FailureCause refusal = calls.refusal(branch.command());
    Identity origin = new Identity(branch.origin(), Optional.empty());
    if (refusal == null && !calls.hand(origin, branch.command(), branch.payload())) {
      refusal = FailureCause.BUSY;
    }
    int outcome = refusal == null ? TreeSend.REACHED : refusal.number();
    if (refusal != FailureCause.BUSY) {
      station.seenTrees.settled(branch.tree(), outcome, station.engine.now());
    }
    return outcome;
  }

  private void passOn(Branch branch, int outcome) {
    // A little early, so that the report comes while somebody waits for it.
    long time = TimeUnit.MILLISECONDS.toNanos(branch.millis());
    long deadline = station.engine.now() + time - time / REPORT_SHARE;
    TreeRelay relay =
        new TreeRelay(
            station,
            branch,
            deadline,
            outcomes -> link.answer(new Reply(branch.id(), Report.encode(outcomes))));
    relay.settled(station.identity().name(), outcome);
    relay.begin(branch.rest());
  }
}
