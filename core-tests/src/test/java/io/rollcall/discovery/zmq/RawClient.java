package io.rollcall.discovery.zmq;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.WireException;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A client made of a bare socket, which does only what a test tells it. */
public final class RawClient implements AutoCloseable {
  private final ZContext context = new ZContext();
  private final ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
  private final Session session =
      new Session(Incarnation.of(System.currentTimeMillis(), UUID.randomUUID()), 1);

  public RawClient(String urlServer) {
    socket.setLinger(0);
    socket.setReceiveTimeOut(10_000);
    socket.setHandshakeIvl(1_000);
    socket.connect(urlServer);
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
    socket.send(frame);
  }

  /** The next message of this kind; others are skipped. */
  public <T extends Message> T await(Class<T> kind) {
    while (true) {
      byte[] frame = socket.recv();
      if (frame == null) {
        throw new AssertionError("no " + kind.getSimpleName() + " came");
      }
      try {
        Message message = Codec.decode(frame, 0);
        if (kind.isInstance(message)) {
          return kind.cast(message);
        }
      } catch (WireException unreadable) {
        throw new AssertionError(unreadable);
      }
    }
  }

  /** Drops the connection without a word. */
  @Override
  public void close() {
    context.close();
  }
}
