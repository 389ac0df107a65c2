package io.rollcall.discovery.zmtp.curve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The nonces of RFC 26: a text that says what for, and a number or random octets. */
final class Nonce {
  static final String HELLO = "CurveZMQHELLO---";
  static final String WELCOME = "WELCOME-";
  static final String COOKIE = "COOKIE--";
  static final String INITIATE = "CurveZMQINITIATE";
  static final String VOUCH = "VOUCH---";
  static final String READY = "CurveZMQREADY---";
  static final String TO_SERVER = "CurveZMQMESSAGEC";
  static final String TO_CLIENT = "CurveZMQMESSAGES";

  /** Of the number that is sent. */
  static final int SHORT = Long.BYTES;

  /** Of the random octets that are sent. */
  static final int LONG = 16;

  private static final int LENGTH = 24;

  private Nonce() {}

  static byte[] of(String what, long number) {
    return begun(what).putLong(number).array();
  }

  static byte[] of(String what, byte[] random) {
    return begun(what).put(random).array();
  }

  /** What is left of one that begins with a text of 16 octets. */
  static byte[] of(long number) {
    return ByteBuffer.allocate(SHORT).putLong(number).array();
  }

  /** The beginning of those with this text, 16 octets. */
  static byte[] prefix(String what) {
    return what.getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer begun(String what) {
    return ByteBuffer.allocate(LENGTH).put(what.getBytes(StandardCharsets.US_ASCII));
  }
}
