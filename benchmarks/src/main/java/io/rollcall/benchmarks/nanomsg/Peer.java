package io.rollcall.benchmarks.nanomsg;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection by hand, which reads at once and keeps nothing. For the thread of its loop. */
final class Peer {
  private static final byte[] NOTHING = {};

  final Crowd crowd;
  private final SocketChannel channel = SocketChannel.open();
  private byte[] left = NOTHING;
  private long skip;
  private boolean greeted;

  /** Begins to connect. */
  Peer(Crowd crowd, Selector selector) throws IOException {
    this.crowd = crowd;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean made = channel.connect(crowd.address);
    channel.register(selector, made ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    if (made) {
      write(crowd.dialect.opening());
    }
  }

  /** Whether its handshake is done. */
  boolean isIn() {
    return greeted;
  }

  void close() throws IOException {
    channel.close();
  }

  /** Does what the channel is ready for. */
  void serve(SelectionKey key, ByteBuffer in) throws IOException {
    if (key.isConnectable()) {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ);
      write(crowd.dialect.opening());
      return;
    }
    in.clear().put(left);
    left = NOTHING;
    if (channel.read(in) < 0) {
      throw new EOFException(crowd.name + " closed a connection");
    }
    take(in.flip());
    if (in.hasRemaining()) {
      left = new byte[in.remaining()];
      in.get(left);
    }
  }

  private void take(ByteBuffer in) throws IOException {
    if (!greeted) {
      int handshake = crowd.dialect.handshake(in);
      if (handshake < 0) {
        return;
      }
      in.position(in.position() + handshake);
      greeted = true;
      write(crowd.dialect.greeting());
      crowd.in();
    }
    boolean whole = true;
    while (whole && in.hasRemaining()) {
      whole = skip > 0 ? skip(in) : message(in);
    }
  }

  /** Whether a message was begun, and there may be another. */
  private boolean message(ByteBuffer in) throws IOException {
    int head = crowd.dialect.head(in);
    if (head < 0) {
      return false;
    }
    long length = crowd.dialect.length(in);
    if (!crowd.dialect.answers()) {
      crowd.begins();
      in.position(in.position() + head);
      skip = length;
      return skip(in);
    }
    if (in.remaining() < head + length) {
      return false;
    }
    crowd.begins();
    byte[] body = new byte[(int) length];
    in.position(in.position() + head).get(body);
    write(crowd.dialect.answer(body));
    crowd.ends();
    return true;
  }

  private boolean skip(ByteBuffer in) {
    int now = (int) Math.min(skip, in.remaining());
    in.position(in.position() + now);
    skip -= now;
    if (skip > 0) {
      return false;
    }
    crowd.ends();
    return true;
  }

  private void write(byte[] octets) throws IOException {
    if (channel.write(ByteBuffer.wrap(octets)) < octets.length) {
      throw new IOException(crowd.name + " does not read");
    }
  }
}
