package io.rollcall.nanomsg.sp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** A peer by hand, which sends what it likes. */
public final class Raw implements AutoCloseable {
  /** What never comes fails a test, and doesn't hold it. */
  private static final int PATIENCE_MS = 30_000;

  final Socket socket;

  private Raw(Socket socket) throws SocketException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MS);
  }

  /** Connected to a {@code tcp://127.0.0.1:PORT}. */
  public static Raw to(String endpoint) throws IOException {
    int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    return new Raw(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A free port to listen on. */
  public static ServerSocket port() throws IOException {
    ServerSocket port = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    port.setSoTimeout(PATIENCE_MS);
    return port;
  }

  public static Raw of(Socket accepted) throws SocketException {
    return new Raw(accepted);
  }

  public Raw send(String hex) throws IOException {
    socket.getOutputStream().write(Octets.bytes(hex));
    return this;
  }

  public Raw greet(int number) throws IOException {
    socket.getOutputStream().write(Handshake.octets(number).array());
    return this;
  }

  public Raw message(byte[] payload) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
    whole.writeBytes(payload);
    whole.writeTo(socket.getOutputStream());
    return this;
  }

  public Raw message(String hex) throws IOException {
    return message(Octets.bytes(hex));
  }

  /** The number that the other end offers. */
  public int greeting() throws IOException {
    byte[] octets = socket.getInputStream().readNBytes(8);
    return octets.length < 8 ? -1 : octets[5] & 0xFF;
  }

  public byte[] receive() throws IOException {
    byte[] length = socket.getInputStream().readNBytes(Long.BYTES);
    return socket.getInputStream().readNBytes((int) ByteBuffer.wrap(length).getLong());
  }

  /** Returns once the other end has closed it, after whatever it still sends. */
  public void awaitClosed() throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      // What it didn't read turns its end into a reset.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
