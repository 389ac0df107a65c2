package io.rollcall.cli;

import io.rollcall.discovery.endpoint.HostPort;
import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.ZmtpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks a port of ZeroMQ what it is: each side names its type of socket in the handshake (RFC 37,
 * "Metadata"). A survey port is a {@code ROUTER}, a port of publications an {@code XPUB}. With keys
 * it is told to none but those who have one.
 */
final class SocketTypeProbe implements ZmtpSession.Handler {
  /** A READY that has more is not ours. */
  private static final int LONGEST = 1024;

  private final LongSupplier clock;
  private final long deadline;
  private final Socket socket;
  private String type = "";

  private SocketTypeProbe(Socket socket, Duration timeout, LongSupplier clock) {
    this.socket = socket;
    this.clock = clock;
    this.deadline = clock.getAsLong() + timeout.toNanos();
  }

  /** Whether the port says within this time that it is a socket of this type. */
  static boolean is(SocketType type, String endpoint, Duration timeout) {
    return ask(endpoint, partner(type), timeout, System::nanoTime).equals(type.name());
  }

  /** Whom it talks to: it shall have nothing to complain of in its log. */
  private static SocketType partner(SocketType type) {
    return type == SocketType.XPUB ? SocketType.SUB : SocketType.DEALER;
  }

  /**
   * Returns the socket type that the port reports, or an empty text if it reports none in time.
   *
   * @param own what we say that we are
   * @param clock in nanoseconds
   */
  static String ask(String endpoint, SocketType own, Duration timeout, LongSupplier clock) {
    HostPort at = HostPort.of(endpoint, false);
    try (Socket socket = new Socket()) {
      SocketTypeProbe probe = new SocketTypeProbe(socket, timeout, clock);
      try {
        probe.ask(new InetSocketAddress(InetAddress.getByName(at.host()), at.port()), own);
      } catch (ZmtpException notForUs) {
        // It may have said what it is.
      }
      return probe.type;
    } catch (IOException | UncheckedIOException noZeroMq) {
      return "";
    }
  }

  private void ask(InetSocketAddress address, SocketType own) throws IOException, ZmtpException {
    socket.connect(address, millisLeft());
    ZmtpSession session =
        new ZmtpSession(own, new NullMechanism(own), LONGEST, 0, OctetBudget.unbounded(), this);
    session.start();
    InputStream in = socket.getInputStream();
    byte[] octets = new byte[LONGEST];
    while (type.isEmpty()) {
      // A timeout of the socket is for one read.
      socket.setSoTimeout(millisLeft());
      int count = in.read(octets);
      if (count < 0) {
        return;
      }
      ByteBuffer come = ByteBuffer.wrap(octets, 0, count);
      while (come.hasRemaining()) {
        session.received(come);
      }
    }
  }

  /** At least 1: to a socket 0 means for ever. */
  private int millisLeft() throws SocketTimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - clock.getAsLong());
    if (left <= 0) {
      throw new SocketTimeoutException("it has not said what it is");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  @Override
  public boolean write(Payload frames) {
    try {
      socket.getOutputStream().write(frames.octets().array());
      return true;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void peer(String socketType) {
    type = socketType;
  }

  @Override
  public void ready() {}

  @Override
  public void dropped(String what) {}
}
