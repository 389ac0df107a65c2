package io.rollcall.discovery.zmtp.curve;

import io.rollcall.discovery.zmtp.Command;
import io.rollcall.discovery.zmtp.ZmtpException;

/** The commands of a handshake, and their lengths without their names (RFC 26). */
final class Curve {
  static final String MECHANISM = "CURVE";

  static final String HELLO = "HELLO";
  static final String WELCOME = "WELCOME";
  static final String INITIATE = "INITIATE";
  static final String READY = Command.READY;

  /** Of CurveZMQ: 1.0. */
  static final byte[] VERSION = {1, 0};

  static final int HELLO_LENGTH = 194;
  static final int WELCOME_LENGTH = 160;
  static final int VOUCH_LENGTH = 96;

  /** Of an INITIATE without metadata. */
  static final int LEAST_INITIATE =
      Cookies.LENGTH + Nonce.SHORT + Box.OVERHEAD + CurveKeys.LENGTH + VOUCH_LENGTH;

  /** With as much metadata as a socket's type and an identity of 255 octets take, and some more. */
  static final int MOST_INITIATE = LEAST_INITIATE + 512;

  private Curve() {}

  /**
   * Checks that a command is this one.
   *
   * @throws ZmtpException if it is another, or too short or too long
   */
  static void expect(String name, Command command, int least, int most) throws ZmtpException {
    if (!command.is(name)) {
      throw new ZmtpException("a command in place of " + name);
    }
    int length = command.data().length;
    if (length < least || length > most) {
      throw new ZmtpException("%s with %d octets".formatted(name, length));
    }
  }

  static void expect(String name, Command command, int length) throws ZmtpException {
    expect(name, command, length, length);
  }
}
