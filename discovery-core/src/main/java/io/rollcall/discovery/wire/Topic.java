package io.rollcall.discovery.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * What a server publishes under; each frame begins with its topic. Immutable.
 *
 * <p>{@code ROLL} is for everybody: pulses, changes, the server's goodbye. {@code SNAP} and 20
 * octets is one subscriber's own: its subscription asks for a snapshot, which comes on it.
 */
public final class Topic {
  /** What everybody subscribes to. */
  public static final Topic ROLL = new Topic("ROLL".getBytes(StandardCharsets.US_ASCII));

  /** Stands for what is sent to one peer and needs no topic. */
  static final Topic NONE = new Topic(new byte[0]);

  private static final byte[] SNAP = "SNAP".getBytes(StandardCharsets.US_ASCII);
  private static final int SNAP_LENGTH = 4 + 16 + 4;

  private final byte[] octets;

  private Topic(byte[] octets) {
    this.octets = octets;
  }

  /** The topic of a subscriber's request, which counts its requests. */
  public static Topic snapshot(UUID subscriber, int request) {
    return new Topic(new FrameWriter().raw(SNAP).id(subscriber).number4(request).toBytes());
  }

  /**
   * The topic that a frame, or a subscription, begins with.
   *
   * @throws MalformedFrameException if it is of neither kind
   */
  public static Topic of(byte[] frame) throws MalformedFrameException {
    if (startsWith(frame, ROLL.octets)) {
      return ROLL;
    }
    if (frame.length >= SNAP_LENGTH && startsWith(frame, SNAP)) {
      return new Topic(Arrays.copyOf(frame, SNAP_LENGTH));
    }
    throw new MalformedFrameException("a topic that nobody subscribes to");
  }

  /** Whether a snapshot can be asked for on it. */
  public boolean isSnapshot() {
    return octets.length == SNAP_LENGTH;
  }

  /**
   * Which of its subscriber's requests this topic is for.
   *
   * @throws MalformedFrameException if it is for none
   */
  public int request() throws MalformedFrameException {
    return new FrameReader(octets, SNAP_LENGTH - 4).number4();
  }

  /** The octets that frames on this topic begin with. */
  public byte[] octets() {
    return octets.clone();
  }

  /** A frame on this topic, of a body that was encoded without one. */
  public byte[] before(byte[] body) {
    return new FrameWriter().raw(octets).raw(body).toBytes();
  }

  /** How many octets it has. */
  public int length() {
    return octets.length;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
