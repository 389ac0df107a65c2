package io.rollcall.discovery.zmtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The body of a command frame (RFC 37, "Commands"): a name, and what the name says. Immutable.
 *
 * @param name as the peer wrote it
 * @param data what follows the name
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of a frame are not compared
record Command(String name, byte[] data) {
  static final String READY = "READY";
  static final String ERROR = "ERROR";
  static final String PING = "PING";
  static final String PONG = "PONG";
  static final String SUBSCRIBE = "SUBSCRIBE";
  static final String CANCEL = "CANCEL";

  private static final int TTL = 2;
  private static final int LONGEST_CONTEXT = 16;
  private static final byte[] FOREVER = new byte[TTL];

  static Command of(byte[] body) throws ZmtpException {
    ByteBuffer octets = ByteBuffer.wrap(body);
    if (!octets.hasRemaining()) {
      throw new ZmtpException("a command has no name");
    }
    String name = Octets.text(octets, octets.get() & 0xFF, "a command's name");
    return new Command(name, Octets.rest(octets));
  }

  /** Asks for a {@link #PONG}; the peer may wait for more as long as it likes. */
  static Command ping() {
    return new Command(PING, FOREVER);
  }

  boolean is(String other) {
    return name.equals(other);
  }

  /**
   * What answers this ping: its context comes back.
   *
   * @throws ZmtpException if it is malformed
   */
  Command pong() throws ZmtpException {
    ByteBuffer octets = ByteBuffer.wrap(data);
    Octets.take(octets, TTL, "a PING's time to live");
    if (octets.remaining() > LONGEST_CONTEXT) {
      throw new ZmtpException(
          "a PING's context has %d octets, more than %d"
              .formatted(octets.remaining(), LONGEST_CONTEXT));
    }
    return new Command(PONG, Octets.rest(octets));
  }

  /**
   * Why the peer ends the connection, as this error says.
   *
   * @throws ZmtpException if it is malformed
   */
  String reason() throws ZmtpException {
    ByteBuffer octets = ByteBuffer.wrap(data);
    int length = octets.hasRemaining() ? octets.get() & 0xFF : 0;
    return Octets.text(octets, length, "an ERROR's reason");
  }

  byte[] toOctets() {
    byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + octets.length + data.length)
        .put((byte) octets.length)
        .put(octets)
        .put(data)
        .array();
  }
}
