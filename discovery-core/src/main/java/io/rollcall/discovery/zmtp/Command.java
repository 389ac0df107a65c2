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
public record Command(String name, byte[] data) {
  public static final String READY = "READY";
  public static final String ERROR = "ERROR";
  public static final String PING = "PING";
  public static final String PONG = "PONG";
  public static final String SUBSCRIBE = "SUBSCRIBE";
  public static final String CANCEL = "CANCEL";

  private static final int TTL = 2;
  private static final int LONGEST_CONTEXT = 16;
  private static final int LONGEST_REASON = 255;

  /**
   * The command in the body of a frame.
   *
   * @throws ZmtpException if it has no name
   */
  public static Command of(byte[] body) throws ZmtpException {
    ByteBuffer octets = ByteBuffer.wrap(body);
    if (!octets.hasRemaining()) {
      throw new ZmtpException("a command has no name");
    }
    String name = Octets.text(octets, octets.get() & 0xFF, "a command's name");
    return new Command(name, Octets.rest(octets));
  }

  /**
   * Asks for a {@link #PONG}, and promises to say something again within so many tenths of a
   * second; 0 promises nothing.
   */
  static Command ping(int tenths) {
    return new Command(PING, new byte[] {(byte) (tenths >> 8), (byte) tenths});
  }

  /** Tells the peer why it is not let in; what the reason has beyond 255 ASCII octets is cut. */
  public static Command error(String reason) {
    byte[] octets = reason.getBytes(StandardCharsets.US_ASCII);
    int length = Math.min(octets.length, LONGEST_REASON);
    return new Command(
        ERROR, ByteBuffer.allocate(1 + length).put((byte) length).put(octets, 0, length).array());
  }

  /** Whether it has this name. */
  public boolean is(String other) {
    return name.equals(other);
  }

  /**
   * Within how many tenths of a second the sender of this ping says something again.
   *
   * @throws ZmtpException if it is malformed
   */
  int timeToLive() throws ZmtpException {
    byte[] ttl = Octets.take(ByteBuffer.wrap(data), TTL, "a PING's time to live");
    return ByteBuffer.wrap(ttl).getShort() & 0xFFFF;
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

  /** The body of its frame. */
  public byte[] toOctets() {
    byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + octets.length + data.length)
        .put((byte) octets.length)
        .put(octets)
        .put(data)
        .array();
  }
}
