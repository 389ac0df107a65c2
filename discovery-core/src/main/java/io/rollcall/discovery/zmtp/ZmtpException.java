package io.rollcall.discovery.zmtp;

/** The peer breaks the rules of ZMTP, or a limit; the message says which. The connection ends. */
public final class ZmtpException extends Exception {
  private static final long serialVersionUID = 1;

  /** With what is wrong. */
  public ZmtpException(String what) {
    super(what);
  }
}
