package io.rollcall.mesh;

import io.rollcall.discovery.DiscoveryException;
import java.util.Objects;

/** A request or a message failed; {@link #cause()} tells why, the message what and where. */
public final class MeshException extends DiscoveryException {
  private static final long serialVersionUID = 1;

  private final FailureCause cause;
  private final String detail;

  /** With what failed and where, why, and what is known beyond that. */
  public MeshException(String what, FailureCause cause, String detail) {
    super(what + ": " + cause + (detail.isEmpty() ? "" : ": " + detail), null);
    this.cause = Objects.requireNonNull(cause, "cause");
    this.detail = detail;
  }

  /** Why it failed. */
  public FailureCause cause() {
    return cause;
  }

  /** What is known beyond the cause, such as what the handler threw; may be empty. */
  public String detail() {
    return detail;
  }
}
