package io.rollcall.discovery.zmtp;

import io.rollcall.discovery.net.Payload;
import org.jspecify.annotations.Nullable;

/**
 * How the two sides of one connection make sure of each other, and what that does to each frame
 * (RFC 37, "Security mechanisms"). One object for one side of one connection; not thread-safe.
 */
public interface Mechanism {
  /** As the greeting names it. */
  String name();

  /** Whether this side is the mechanism's server; of {@code NULL} neither is. */
  boolean isServer();

  /**
   * What this side says first, once the peer's greeting is in; null if the peer begins.
   *
   * @throws ZmtpException if there is nobody to say it to
   */
  @Nullable Command first() throws ZmtpException;

  /**
   * Checks the name and the length of a command of the handshake, which takes no arithmetic.
   *
   * @throws ZmtpException if it is not the one that comes next
   */
  void check(Command command) throws ZmtpException;

  /**
   * Takes a command of the handshake, which was {@linkplain #check checked}.
   *
   * @return what to answer, if anything
   * @throws ZmtpException if it is malformed, or the peer is not let in
   */
  @Nullable Command heard(Command command) throws ZmtpException;

  /** By how many octets at most it makes the body of a frame longer. */
  int overhead();

  /** Whether messages may be sent already. */
  boolean maySend();

  /** What the peer has said of itself; null until the handshake is done. */
  @Nullable Metadata peer();

  /** The whole frame of something, for a peer of ZMTP 3.{@code minor}; sealed once it is put. */
  Payload frame(Outgoing outgoing, int minor);

  /**
   * Takes a frame after the handshake apart, and hands over the frame inside.
   *
   * @throws ZmtpException if that can't be, or the receiver objects
   */
  void decode(int flags, byte[] body, ZmtpFrameReader.Receiver receiver) throws ZmtpException;
}
