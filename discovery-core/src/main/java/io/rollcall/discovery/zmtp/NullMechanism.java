package io.rollcall.discovery.zmtp;

import io.rollcall.discovery.net.Payload;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** No security: each side says what it is, and everything is sent as it stands (RFC 37, "NULL"). */
public final class NullMechanism implements Mechanism {
  private final Metadata own;
  private @Nullable Metadata peer;

  /** For a side of this type. */
  public NullMechanism(SocketType own) {
    this.own = Metadata.of(own);
  }

  @Override
  public String name() {
    return "NULL";
  }

  @Override
  public boolean isServer() {
    return false;
  }

  @Override
  public Command first() {
    return new Command(Command.READY, own.toOctets());
  }

  @Override
  public void check(Command command) throws ZmtpException {
    if (!command.is(Command.READY)) {
      throw new ZmtpException("a command in place of READY");
    }
  }

  @Override
  public @Nullable Command heard(Command command) throws ZmtpException {
    peer = Metadata.of(ByteBuffer.wrap(command.data()));
    return null;
  }

  @Override
  public int overhead() {
    return 0;
  }

  /** Both say READY at once, and what follows it is in order. */
  @Override
  public boolean maySend() {
    return true;
  }

  @Override
  public @Nullable Metadata peer() {
    return peer;
  }

  @Override
  public Payload frame(Outgoing outgoing, int minor) {
    return outgoing.plain(minor);
  }

  @Override
  public void decode(int flags, byte[] body, ZmtpFrameReader.Receiver receiver)
      throws ZmtpException {
    receiver.frame(flags, body);
  }
}
