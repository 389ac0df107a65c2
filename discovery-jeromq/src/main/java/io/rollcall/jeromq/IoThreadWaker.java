package io.rollcall.jeromq;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Wakes ZeroMQ's io thread: to connect a spare socket to a port where nobody listens makes it look
 * at all its connections. Only for the loop's thread.
 */
final class IoThreadWaker {
  private static final String NOWHERE = "tcp://127.0.0.1:1";
  private static final int RETRY_MILLIS = 3_600_000;

  private final ZmqContext context;
  private ZMQ.@Nullable Socket spare;

  IoThreadWaker(ZmqContext context) {
    this.context = context;
  }

  void wake() {
    ZMQ.Socket socket = spare;
    if (socket == null) {
      socket = context.socket(SocketType.DEALER);
      socket.setLinger(0);
      // JeroMQ goes on trying the port in spite of the disconnect.
      socket.setReconnectIVL(RETRY_MILLIS);
      spare = socket;
    }
    socket.connect(NOWHERE);
    socket.disconnect(NOWHERE);
  }

  void close() {
    if (spare != null) {
      spare.close();
      spare = null;
    }
  }
}
