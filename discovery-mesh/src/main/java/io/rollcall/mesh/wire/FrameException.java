package io.rollcall.mesh.wire;

/** A frame that can't be read; the message says why. */
public final class FrameException extends Exception {
  private static final long serialVersionUID = 1;

  /** With what is wrong. */
  public FrameException(String what) {
    super(what);
  }
}
