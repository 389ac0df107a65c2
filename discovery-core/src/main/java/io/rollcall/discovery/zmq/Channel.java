package io.rollcall.discovery.zmq;

import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/** A socket in its loop, and what to do with a message that it has received. */
final class Channel {
  /** Takes one message off a socket; the first frame has been read. */
  interface Receiver {
    void received(byte[] firstFrame, long now);
  }

  final ZMQ.Socket socket;
  final Station owner;
  final Receiver receiver;
  @Nullable SelectionKey key;
  boolean touched;

  Channel(ZMQ.Socket socket, Station owner, Receiver receiver) {
    this.socket = socket;
    this.owner = owner;
    this.receiver = receiver;
  }
}
