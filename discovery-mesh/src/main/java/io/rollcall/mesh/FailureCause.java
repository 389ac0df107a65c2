package io.rollcall.mesh;

import java.util.Optional;

/** Why a request or a message failed. */
public enum FailureCause {
  /** The roster is current, and has no such node, or no address of it. */
  NO_SUCH_NODE(1),
  /** No connection to the node can be made, or the one that stood broke or fell silent. */
  UNREACHABLE(2),
  /** The node was started anew: the incarnation that was meant is gone. */
  RESTARTED(3),
  /** The deadline has passed. */
  TIMED_OUT(4),
  /** The caller cancelled it, or closed the mesh. */
  CANCELLED(5),
  /** The node has no handler for the command. */
  NO_HANDLER(6),
  /** The handler threw; the detail is what it said. */
  HANDLER_FAILED(7),
  /** The payload can't be read by the codec, or is too long. */
  MALFORMED(8),
  /** The node doesn't let this one in: another cluster, not in its roster, or another key. */
  REFUSED(9),
  /** The node has as much to do as it takes from one link. */
  BUSY(10),
  /** The node is about to leave. */
  DRAINING(11),
  /** The node is not known, and this node has no current roster to tell whether there is one. */
  UNHEALTHY(12);

  private final int number;

  FailureCause(int number) {
    this.number = number;
  }

  /** As it stands on the wire. */
  public int number() {
    return number;
  }

  /** The cause of this number; empty if it is of a later version. */
  public static Optional<FailureCause> of(int number) {
    return number >= 1 && number <= values().length
        ? Optional.of(values()[number - 1])
        : Optional.empty();
  }
}
