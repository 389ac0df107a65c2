package io.rollcall.mesh.link;

/** A codec can't read a payload; the message says why. */
public final class MalformedPayloadException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what the codec threw. */
  public MalformedPayloadException(Exception thrown) {
    super(thrown.toString(), thrown);
  }
}
