package io.rollcall.discovery.zmtp.curve;

import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.zmtp.Frame;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.ZmtpFrameReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What both sides send after the handshake: each frame in a MESSAGE of its own, with a number that
 * only grows. Not thread-safe.
 */
final class Traffic {
  private static final byte[] NAME = "\7MESSAGE".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = NAME.length + Nonce.SHORT;

  /**
   * A sealed frame has this many octets more: the header, the flags and the overhead of the box.
   */
  static final int OVERHEAD = HEADER + 1 + Box.OVERHEAD;

  // Inside the box the flags have other numbers than in a frame's header: so does libzmq.
  private static final int MORE = 1;
  private static final int COMMAND = 2;

  private final Box out;
  private final Box in;
  private long sent;
  private long received;

  /**
   * @param out how the nonces of what this side sends begin
   * @param in how those of what it gets begin
   * @param sent the number of its last box
   * @param received that of the peer's last one
   */
  Traffic(Box box, String out, String in, long sent, long received) {
    this.out = box.series(Nonce.prefix(out));
    this.in = box.series(Nonce.prefix(in));
    this.sent = sent;
    this.received = received;
  }

  /** A frame of its own for something, for a peer of ZMTP 3.{@code minor}. */
  Payload seal(Outgoing outgoing, int minor) {
    boolean isCommand = (outgoing.flags(minor) & Frame.COMMAND) != 0;
    return new Sealed(isCommand ? COMMAND : 0, outgoing.body(minor));
  }

  /**
   * A frame that is sealed when its turn has come. Of a long one, of which the system takes a part,
   * the rest is kept; a short one that is cut in two is sealed once more with the same number.
   */
  private final class Sealed implements Payload {
    private final int flags;
    private final byte[] body;
    private long number;

    /** The whole frame, if it was too long to be put at once. */
    private byte @Nullable [] kept;

    Sealed(int flags, byte[] body) {
      this.flags = flags;
      this.body = body;
    }

    @Override
    public int size() {
      return Frame.length(OVERHEAD + body.length);
    }

    @Override
    public void put(ByteBuffer to) {
      sent++;
      number = sent;
      byte[] octets = sealed();
      int part = Math.min(octets.length, to.remaining());
      to.put(octets, 0, part);
      kept = part < octets.length ? octets : null;
    }

    @Override
    public ByteBuffer rest(int from) {
      byte[] octets = kept == null ? sealed() : kept;
      return ByteBuffer.wrap(octets, from, octets.length - from);
    }

    @SuppressWarnings("ByteBufferBackingArray") // it has the whole of its own array
    private byte[] sealed() {
      ByteBuffer frame = Frame.begin(0, OVERHEAD + body.length).put(NAME).putLong(number);
      int from = frame.position();
      frame.position(from + Box.OVERHEAD).put((byte) flags).put(body);
      out.seal(Nonce.of(number), frame.array(), from, frame.limit() - from);
      return frame.array();
    }
  }

  void decode(byte[] body, ZmtpFrameReader.Receiver receiver) throws ZmtpException {
    if (body.length < HEADER || !Arrays.equals(body, 0, NAME.length, NAME, 0, NAME.length)) {
      throw new ZmtpException("a frame that is no MESSAGE, where all are sealed");
    }
    long number = ByteBuffer.wrap(body).getLong(NAME.length);
    if (Long.compareUnsigned(number, received) <= 0) {
      throw new ZmtpException(
          "a MESSAGE with the number %s, after %s"
              .formatted(Long.toUnsignedString(number), Long.toUnsignedString(received)));
    }
    byte[] plain = in.open(Nonce.of(number), body, HEADER, "a MESSAGE");
    if (plain.length == 0) {
      throw new ZmtpException("a MESSAGE without flags");
    }
    received = number;
    int flags =
        ((plain[0] & MORE) != 0 ? Frame.MORE : 0) | ((plain[0] & COMMAND) != 0 ? Frame.COMMAND : 0);
    receiver.frame(flags, Arrays.copyOfRange(plain, 1, plain.length));
  }
}
