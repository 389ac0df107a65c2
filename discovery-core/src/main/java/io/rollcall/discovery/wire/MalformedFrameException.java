package io.rollcall.discovery.wire;

/** A frame can't be read; it is dropped, counted and logged at most once a second. */
public final class MalformedFrameException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  MalformedFrameException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong with the frame. */
  public String reason() {
    return reason;
  }

  /** Thrown often when strangers send noise, so it carries no stack. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
