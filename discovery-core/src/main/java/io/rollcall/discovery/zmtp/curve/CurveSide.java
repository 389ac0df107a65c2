package io.rollcall.discovery.zmtp.curve;

import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.zmtp.Mechanism;
import io.rollcall.discovery.zmtp.Metadata;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.ZmtpFrameReader;
import org.jspecify.annotations.Nullable;

/** What both sides have in common: the same sealed traffic once the handshake is done. */
abstract sealed class CurveSide implements Mechanism permits CurveClient, CurveServer {
  private @Nullable Traffic traffic;
  private @Nullable Metadata peer;

  /** The handshake is done. */
  final void done(Metadata said, Traffic begun) {
    peer = said;
    traffic = begun;
  }

  private Traffic traffic() {
    Traffic begun = traffic;
    if (begun == null) {
      throw new IllegalStateException("the handshake is not done");
    }
    return begun;
  }

  @Override
  public final String name() {
    return Curve.MECHANISM;
  }

  @Override
  public final int overhead() {
    return Traffic.OVERHEAD;
  }

  @Override
  public final boolean maySend() {
    return traffic != null;
  }

  @Override
  public final @Nullable Metadata peer() {
    return peer;
  }

  @Override
  public final Payload frame(Outgoing outgoing, int minor) {
    return traffic().seal(outgoing, minor);
  }

  @Override
  public final void decode(int flags, byte[] body, ZmtpFrameReader.Receiver receiver)
      throws ZmtpException {
    traffic().decode(body, receiver);
  }
}
