package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Request;

/** Something on its way to a node, of which somebody waits to hear what became of it. */
abstract class Outcall {
  private final int command;
  private final byte[] payload;
  private final long deadline;

  Outcall(int command, byte[] payload, long deadline) {
    this.command = command;
    this.payload = payload;
    this.deadline = deadline;
  }

  final int command() {
    return command;
  }

  final byte[] payload() {
    return payload;
  }

  final long deadline() {
    return deadline;
  }

  /** How the node is asked. */
  MeshFrame frame(long id, int millis) {
    return new Request(id, command, millis, payload);
  }

  /** Runs this when nobody wants to hear of it any more. */
  abstract void onCancel(Runnable cancelled);

  /** Whether somebody still wants to hear of it. */
  abstract boolean isOpen();

  /** It has its answer. */
  abstract void succeed(byte[] with);

  /** It has failed; nothing happens where it has ended. */
  abstract void fail(FailureCause cause, String detail);
}
