package io.rollcall.discovery.zmtp;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.endpoint.HostPort;
import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * A client made of a bare socket, which does only what a test tells it. It speaks by {@code zmtp}
 * itself: a fresh connection of JeroMQ's hangs now and then, and nobody would poke it here.
 */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int LONGEST = 1 << 16;

  private final Socket socket = new Socket();
  private final Deque<byte[]> received = new ArrayDeque<>();
  private final ZmtpSession zmtp =
      new ZmtpSession(
          SocketType.DEALER,
          new NullMechanism(SocketType.DEALER),
          LONGEST,
          LONGEST,
          OctetBudget.unbounded(),
          new Receiver());
  private final Session session =
      new Session(Incarnation.of(System.currentTimeMillis(), UUID.randomUUID()), 1);

  public RawClient(String urlServer) {
    HostPort to = HostPort.of(urlServer, false);
    try {
      socket.connect(new InetSocketAddress(to.host(), to.port()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    zmtp.start();
    // What is said before the handshake is done would wait for somebody to read.
    while (!zmtp.isReady()) {
      read("READY");
    }
  }

  public Session session() {
    return session;
  }

  public void hello(String cluster, String name) {
    send(Codec.encode(new Hello(cluster, session, 0, Member.named(name))));
  }

  /** Says hello and waits for the welcome. */
  public void join(String name) {
    hello("", name);
    await(Welcome.class);
  }

  public void answer(Survey survey) {
    send(Codec.encode(new Answer(session, survey.round())));
  }

  public void send(byte[] frame) {
    zmtp.send(Outgoing.message(frame));
  }

  /** The next message of this kind; others are skipped. */
  public <T extends Message> T await(Class<T> kind) {
    while (true) {
      try {
        Message message = Codec.decode(next(kind), 0);
        if (kind.isInstance(message)) {
          return kind.cast(message);
        }
      } catch (MalformedFrameException unreadable) {
        throw new AssertionError(unreadable);
      }
    }
  }

  private byte[] next(Class<?> awaited) {
    while (received.isEmpty()) {
      read(awaited.getSimpleName());
    }
    return received.remove();
  }

  private void read(String awaited) {
    byte[] octets = new byte[LONGEST];
    try {
      int count = socket.getInputStream().read(octets);
      if (count < 0) {
        throw new AssertionError("cut before " + awaited + " came");
      }
      ByteBuffer read = ByteBuffer.wrap(octets, 0, count);
      while (read.hasRemaining()) {
        zmtp.received(read);
      }
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("no " + awaited + " came", silent);
    } catch (IOException | ZmtpException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Drops the connection without a word. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private final class Receiver implements ZmtpSession.Handler {
    @Override
    public boolean write(Payload frames) {
      try {
        socket.getOutputStream().write(frames.octets().array());
        return true;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void message(byte[] body) {
      received.add(body);
    }

    @Override
    public void ready() {}

    @Override
    public void refused(String reason) {}

    @Override
    public void subscribed(byte[] topic) {}

    @Override
    public void cancelled(byte[] topic) {}

    @Override
    public void dropped(String what) {}
  }
}
