package io.rollcall.jeromq;

/** Which frames of one connection belong to a message of several. Not thread-safe. */
final class MultipartTracker {
  private boolean open;

  /** Whether the next frame, of this kind, does. */
  boolean isPart(InboundFrame.Kind kind) {
    if (kind == InboundFrame.Kind.COMMAND) {
      return false;
    }
    boolean more = kind == InboundFrame.Kind.MORE;
    boolean part = more || open;
    open = more;
    return part;
  }
}
