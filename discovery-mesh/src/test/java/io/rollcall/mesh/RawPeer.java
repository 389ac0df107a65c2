package io.rollcall.mesh;

import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.ZmtpSession;
import io.rollcall.mesh.wire.FrameException;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** A peer of a node that says whatever a test wants, on a blocking socket. */
final class RawPeer implements AutoCloseable, ZmtpSession.Handler {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final ZmtpSession session;
  private final Queue<byte[]> messages = new ArrayDeque<>();

  RawPeer(Socket socket, SocketType type) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    session =
        new ZmtpSession(
            type, new NullMechanism(type), 1 << 20, 1 << 20, OctetBudget.unbounded(), this);
    session.start();
  }

  static RawPeer connect(Mesh to) throws IOException {
    URI at = URI.create(to.endpoint().orElseThrow());
    return new RawPeer(new Socket(at.getHost(), at.getPort()), SocketType.DEALER);
  }

  void send(MeshFrame frame) {
    send(MeshCodec.encode(frame));
  }

  void send(byte[] message) {
    session.send(Outgoing.message(message));
  }

  /** Octets as they are, behind the handshake. */
  void sendRaw(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
  }

  /** The next frame; throws once the connection is closed. */
  MeshFrame next() throws IOException, FrameException {
    while (messages.isEmpty()) {
      read();
    }
    return MeshCodec.decode(messages.remove());
  }

  /** Reads until the other end closes the connection. */
  void awaitEnd() {
    try {
      while (true) {
        read();
      }
    } catch (IOException closed) {
      // As it should be.
    }
  }

  /** Reads until the handshake is done. */
  RawPeer greeted() throws IOException {
    while (!session.isReady()) {
      read();
    }
    return this;
  }

  private void read() throws IOException {
    byte[] some = new byte[4096];
    int count = socket.getInputStream().read(some);
    if (count < 0) {
      throw new IOException("closed");
    }
    ByteBuffer octets = ByteBuffer.wrap(some, 0, count);
    try {
      while (octets.hasRemaining()) {
        session.received(octets);
      }
    } catch (ZmtpException broken) {
      throw new IOException(broken);
    }
  }

  @Override
  public boolean write(Payload frames) {
    byte[] octets = new byte[frames.size()];
    frames.octets().get(octets);
    try {
      socket.getOutputStream().write(octets);
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
    return true;
  }

  @Override
  public void ready() {}

  @Override
  public void message(byte[] body) {
    messages.add(body);
  }

  @Override
  public void dropped(String what) {}

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
