package io.rollcall.benchmarks.joins;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.WireException;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;

/**
 * The least client of a Rollcall server: a DEALER with the options of Rollcall's own, that says
 * HELLO and waits in {@code recv}. What Rollcall does about connections that hang, it does not. For
 * one thread.
 */
final class BareClient implements AutoCloseable {
  private static final byte[] GONE = {0};
  private static final int PATIENCE_MILLIS = 20_000;

  private final ZMQ.Socket socket;
  private final Session session;
  private final byte[] hello;

  BareClient(ZMQ.Context context, String urlServer, String name) {
    session = new Session(Incarnation.of(System.currentTimeMillis(), UUID.randomUUID()), 1);
    hello = Codec.encode(new Hello("", session, 0, Member.named(name)));
    socket = context.socket(SocketType.DEALER);
    socket.setLinger(0);
    socket.setMaxMsgSize(32 * 1024);
    socket.setHandshakeIvl(2_000);
    socket.setMsgAllocator(size -> new Msg(Math.max(0, size)));
    socket.base().setSocketOpt(zmq.ZMQ.ZMQ_HICCUP_MSG, GONE);
    socket.setReconnectIVL(10 + ThreadLocalRandom.current().nextInt(15));
    socket.setReconnectIVLMax(500);
    socket.setReceiveTimeOut(PATIENCE_MILLIS);
    socket.connect(urlServer);
    socket.send(hello);
  }

  /** Waits for WELCOME; {@code false} if none comes. */
  boolean awaitWelcome() throws WireException {
    return await(Welcome.class);
  }

  /** Says GOODBYE, waits for FAREWELL, and closes the socket. */
  @Override
  public void close() throws WireException {
    socket.send(Codec.encode(new Goodbye(session)));
    await(Farewell.class);
    socket.close();
  }

  private boolean await(Class<? extends Message> kind) throws WireException {
    for (byte[] frame = socket.recv(); frame != null; frame = socket.recv()) {
      if (Arrays.equals(frame, GONE)) {
        // The connection was given up, and what says so has come before the next one stands.
        socket.send(hello);
      } else if (kind.isInstance(Codec.decode(frame, 0))) {
        return true;
      }
    }
    return false;
  }
}
