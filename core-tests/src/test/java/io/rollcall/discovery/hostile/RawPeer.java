package io.rollcall.discovery.hostile;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;

/** One end of a TCP connection that says whatever a test wants, be it ZMTP or not. */
final class RawPeer implements AutoCloseable {
  /** Longer than anything takes, and shorter than JeroMQ's own 30 s for a handshake. */
  static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;

  RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  static RawPeer connect(String url) {
    return connectFrom("127.0.0.1", url);
  }

  /** Connects from another address of this host. */
  static RawPeer connectFrom(String address, String url) {
    URI endpoint = URI.create(url);
    try {
      return new RawPeer(
          new Socket(
              InetAddress.getByName(endpoint.getHost()),
              endpoint.getPort(),
              InetAddress.getByName(address),
              0));
    } catch (IOException failed) {
      throw new UncheckedIOException(url, failed);
    }
  }

  /** This end's address, as the far end sees it. */
  String address() {
    return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  /** Goes through the whole handshake as a socket of this type. */
  RawPeer shake(String socketType) {
    send(Zmtp.greeting());
    read(Zmtp.GREETING);
    send(Zmtp.ready(socketType));
    readBody(read(1)[0]);
    return this;
  }

  /** Sends octets as they are; returns whether the connection still took them. */
  boolean send(byte[]... parts) {
    try {
      socket.getOutputStream().write(Zmtp.join(parts));
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  /** The body of the next frame that is a message. */
  byte[] readMessage() {
    while (true) {
      int flags = read(1)[0];
      byte[] body = readBody(flags);
      if ((flags & Zmtp.COMMAND) == 0) {
        return body;
      }
    }
  }

  /** Hands everything on to this endpoint, and back, until one end closes. */
  void relay(String url) {
    try (RawPeer target = connect(url)) {
      socket.setSoTimeout(0);
      target.socket.setSoTimeout(0);
      Thread back = new Thread(() -> pump(target, this), "relay");
      back.setDaemon(true);
      back.start();
      pump(this, target);
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private static void pump(RawPeer from, RawPeer to) {
    try {
      from.in.transferTo(to.socket.getOutputStream());
    } catch (IOException closed) {
      // Whoever closed it wanted that.
    } finally {
      to.close();
    }
  }

  /** Waits until the far end has closed the connection; false if it stays. */
  boolean awaitCut() {
    try {
      byte[] skipped = new byte[8192];
      while (in.read(skipped) >= 0) {
        // What was under way before it closed.
      }
      return true;
    } catch (SocketTimeoutException stays) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Breaks the connection with a reset. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private byte[] readBody(int flags) {
    boolean large = (flags & Zmtp.LARGE) != 0;
    long length = large ? ByteBuffer.wrap(read(8)).getLong() : read(1)[0] & 0xff;
    return read(Math.toIntExact(length));
  }

  byte[] read(int count) {
    byte[] octets = new byte[count];
    try {
      in.readFully(octets);
    } catch (EOFException cut) {
      throw new UncheckedIOException("the far end closed the connection", cut);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return octets;
  }
}
