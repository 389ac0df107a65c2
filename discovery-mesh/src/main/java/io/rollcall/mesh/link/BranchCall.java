package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.protocol.TreeSend;
import io.rollcall.mesh.wire.FrameException;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.Report;
import java.util.Map;

/** One branch of a message to many, on its way to its head. For the engine's thread only. */
final class BranchCall extends Outcall {
  private final TreeRelay relay;
  private final TreeSend.Branch branch;
  private boolean ended;

  BranchCall(TreeRelay relay, TreeSend.Branch branch, long deadline) {
    super(relay.command(), relay.payload(), deadline);
    this.relay = relay;
    this.branch = branch;
  }

  @Override
  MeshFrame frame(long id, int millis) {
    return relay.frame(id, millis, branch);
  }

  @Override
  void onCancel(Runnable cancelled) {}

  @Override
  boolean isOpen() {
    return !ended;
  }

  @Override
  void succeed(byte[] with) {
    Map<String, Integer> report;
    try {
      report = Report.decode(with);
    } catch (FrameException malformed) {
      fail(FailureCause.MALFORMED, String.valueOf(malformed.getMessage()));
      return;
    }
    ended = true;
    relay.reported(branch, report);
  }

  @Override
  void fail(FailureCause cause, String detail) {
    if (!ended) {
      ended = true;
      relay.failed(branch, cause);
    }
  }
}
