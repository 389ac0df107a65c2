package io.rollcall.discovery.zmq;

import java.util.concurrent.ThreadLocalRandom;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;

/** Makes sockets with the options that JeroMQ 0.6.0 needs to be safe and quick. */
final class Sockets {
  /** What a socket receives of its own when the far end is gone; no message of the protocol. */
  static final byte[] GONE = {0};

  /** A hello is at most 16 KB of attributes, and what frames them. */
  private static final long CLIENT_MESSAGE = 32 * 1024;

  /** A subscription; a deep one overflows the stack of the thread that reads it. */
  private static final long SUBSCRIPTION = 1024;

  private static final long PUBLISHED_MESSAGE = 1024 * 1024;

  private static final int HANDSHAKE_MILLIS = 2_000;
  private static final int BACKLOG = 4096;

  private Sockets() {}

  static ZMQ.Socket router(SocketLoop loop) {
    ZMQ.Socket socket = bound(loop.socket(SocketType.ROUTER), CLIENT_MESSAGE);
    socket.setRouterMandatory(true);
    socket.base().setSocketOpt(zmq.ZMQ.ZMQ_DISCONNECT_MSG, GONE);
    return socket;
  }

  static ZMQ.Socket xpub(SocketLoop loop) {
    return bound(loop.socket(SocketType.XPUB), SUBSCRIPTION);
  }

  static ZMQ.Socket dealer(SocketLoop loop) {
    ZMQ.Socket socket = guarded(loop.socket(SocketType.DEALER), CLIENT_MESSAGE);
    socket.base().setSocketOpt(zmq.ZMQ.ZMQ_HICCUP_MSG, GONE);
    return connecting(socket);
  }

  static ZMQ.Socket sub(SocketLoop loop) {
    return connecting(guarded(loop.socket(SocketType.SUB), PUBLISHED_MESSAGE));
  }

  private static ZMQ.Socket bound(ZMQ.Socket socket, long maxMessage) {
    // Nobody answers for this domain, and the mechanism NULL then asks nobody. But JeroMQ turns
    // away what is no ZMTP 3, which it would else take for an old version and hand over.
    socket.setZapDomain("rollcall");
    socket.setBacklog(BACKLOG);
    return guarded(socket, maxMessage);
  }

  private static ZMQ.Socket connecting(ZMQ.Socket socket) {
    // JeroMQ's own jitter is one first interval; clients that differ in it do not return as one.
    socket.setReconnectIVL(10 + ThreadLocalRandom.current().nextInt(15));
    socket.setReconnectIVLMax(500);
    return socket;
  }

  private static ZMQ.Socket guarded(ZMQ.Socket socket, long maxMessage) {
    socket.setLinger(0);
    socket.setMaxMsgSize(maxMessage);
    socket.setHandshakeIvl(HANDSHAKE_MILLIS);
    // A negative length passes JeroMQ's check of the size, and its lower half comes here: if that
    // is negative too it would loop for ever, and 2^31-1 would end the io thread.
    socket.setMsgAllocator(size -> new Msg(size < 0 || size > maxMessage ? 0 : size));
    return socket;
  }
}
