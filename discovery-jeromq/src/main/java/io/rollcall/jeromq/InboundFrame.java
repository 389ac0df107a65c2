package io.rollcall.jeromq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;

/**
 * A frame that JeroMQ 0.6.0 reads from a connection, and what that one has no guard against. It is
 * made for one frame on ZeroMQ's io thread, and handed to the socket's owner.
 *
 * <ul>
 *   <li>JeroMQ keeps the frames of a message until the last has come, however many they are. A
 *       message of Rollcall has one frame; so each frame counts as a whole message, and one that
 *       says that more follow is marked.
 *   <li>JeroMQ lets a peer write over what it tells of the peer: with a property of that name in
 *       its READY it has whatever address it likes. Such a READY is made unreadable.
 *   <li>JeroMQ's publisher obeys every subscription as it comes. One that is not to be obeyed is
 *       made into something else.
 * </ul>
 */
final class InboundFrame extends Msg {
  /** Hears of each frame as it comes, on ZeroMQ's io thread. */
  interface Filter {
    /**
     * A frame has come.
     *
     * @param address of the far end, {@code HOST:PORT}
     * @param kind a command is none of a message's frames
     * @param frame its octets
     */
    FrameVerdict judge(String address, Kind kind, byte[] frame);
  }

  /** What a frame says of itself. */
  enum Kind {
    COMMAND,
    /** More frames of the message follow. */
    MORE,
    LAST
  }

  /** A READY of this length, with its name and one octet, is cut off as malformed. */
  private static final int MALFORMED_READY = 7;

  /** Neither a subscription nor the end of one. */
  private static final byte VOID = 2;

  private final Filter filter;
  private boolean more;
  private @Nullable FrameVerdict verdict;

  InboundFrame(int size, Filter filter) {
    super(size);
    this.filter = filter;
  }

  @Override
  public void setFlags(int flags) {
    more |= (flags & MORE) != 0;
    super.setFlags(flags & ~MORE);
  }

  @Override
  public ByteBuffer buf() {
    return isCommand() && claimsAnAddress() ? ByteBuffer.allocate(MALFORMED_READY) : super.buf();
  }

  private boolean claimsAnAddress() {
    return new String(data(), StandardCharsets.ISO_8859_1).contains(Metadata.PEER_ADDRESS);
  }

  /** The connection's metadata come last, once its handshake is over. */
  @Override
  public Msg setMetadata(@Nullable Metadata metadata) {
    if (metadata != null && verdict == null) {
      verdict = filter.judge(metadata.get(Metadata.PEER_ADDRESS), kind(), data());
      if (verdict != FrameVerdict.WHOLE && !isCommand() && size() > 0) {
        put(0, VOID);
      }
    }
    return super.setMetadata(metadata);
  }

  private Kind kind() {
    return isCommand() ? Kind.COMMAND : more ? Kind.MORE : Kind.LAST;
  }

  /** What was made of it. */
  FrameVerdict verdict() {
    return verdict != null ? verdict : more ? FrameVerdict.PART : FrameVerdict.WHOLE;
  }
}
