package io.rollcall.discovery.zmq;

/** Which frames of one connection belong to a message of several. Not thread-safe. */
final class Parts {
  private boolean open;

  /** Whether the next frame, of this kind, does. */
  boolean isPart(Inbound.Kind kind) {
    if (kind == Inbound.Kind.COMMAND) {
      return false;
    }
    boolean more = kind == Inbound.Kind.MORE;
    boolean part = more || open;
    open = more;
    return part;
  }
}
