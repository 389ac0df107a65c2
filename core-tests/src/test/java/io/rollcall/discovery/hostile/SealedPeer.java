package io.rollcall.discovery.hostile;

import io.rollcall.discovery.keys.Certificate;
import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.ZmtpSession;
import io.rollcall.discovery.zmtp.curve.CurveClient;
import io.rollcall.discovery.zmtp.curve.CurveKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;

/** One end of a connection to a secured server: it goes through the handshake as far as asked. */
final class SealedPeer implements ZmtpSession.Handler, AutoCloseable {
  final RawPeer peer;
  final CurveClient mechanism;
  private final ZmtpSession session;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private boolean muted;

  /** With these keys, to a server of that public key; it says nothing yet. */
  SealedPeer(String url, SocketType type, Path own, Path server) throws IOException {
    Certificate keys = Certificate.read(own);
    mechanism =
        new CurveClient(
            type,
            new CurveKeys(keys.publicOctets(), keys.secretOctets().orElseThrow()),
            Certificate.read(server).publicOctets(),
            new SecureRandom()::nextBytes);
    session = new ZmtpSession(type, mechanism, 1 << 20, 1 << 20, OctetBudget.unbounded(), this);
    peer = RawPeer.connect(url);
    session.start();
  }

  /** Says HELLO, and no more; whatever comes is not answered. */
  SealedPeer sayHello() throws ZmtpException {
    hear(Zmtp.GREETING);
    muted = true;
    return this;
  }

  /** All that it has said so far. */
  byte[] said() {
    return said.toByteArray();
  }

  /** Goes through the whole handshake. */
  SealedPeer shake() throws ZmtpException {
    hear(Zmtp.GREETING);
    while (!session.isReady()) {
      hear(1);
    }
    return this;
  }

  private void hear(int octets) throws ZmtpException {
    ByteBuffer heard = ByteBuffer.wrap(peer.read(octets));
    while (heard.hasRemaining()) {
      session.received(heard);
    }
  }

  @Override
  public boolean write(Payload frames) {
    byte[] octets = frames.octets().array();
    said.writeBytes(octets);
    return muted || peer.send(octets);
  }

  @Override
  public void ready() {}

  @Override
  public void dropped(String what) {}

  @Override
  public void close() {
    peer.close();
  }
}
