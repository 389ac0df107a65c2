package io.rollcall.jeromq;

import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;

/** A socket in its loop, and what to do with a message that it has received. */
final class RegisteredSocket {
  /** Takes one message off a socket; the first frame has been read. */
  interface Receiver {
    void received(Msg first, long now);
  }

  final ZMQ.Socket socket;
  final AgentRunner<?> owner;
  final Receiver receiver;
  @Nullable SelectionKey key;
  boolean touched;

  RegisteredSocket(ZMQ.Socket socket, AgentRunner<?> owner, Receiver receiver) {
    this.socket = socket;
    this.owner = owner;
    this.receiver = receiver;
  }

  /** The next frame, if one has come. */
  @Nullable Msg receive() {
    return receive(socket);
  }

  static @Nullable Msg receive(ZMQ.Socket socket) {
    Msg frame = socket.base().recv(ZMQ.DONTWAIT);
    if (frame == null && socket.errno() != ZMQ.Error.EAGAIN.getCode()) {
      throw new ZMQException(socket.errno());
    }
    return frame;
  }

  /** Takes what is left of a message off the socket. */
  static void skip(ZMQ.Socket socket) {
    while (socket.hasReceiveMore()) {
      socket.recv(ZMQ.DONTWAIT);
    }
  }
}
