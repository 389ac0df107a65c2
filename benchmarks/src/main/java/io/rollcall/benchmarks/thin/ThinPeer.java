package io.rollcall.benchmarks.thin;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One end of a ZMTP connection. For the thread of its {@link ThinLoop}. */
abstract class ThinPeer {
  final ThinLoop loop;
  private final InetSocketAddress address;
  private final byte[] handshake;
  private Frames frames = new Frames();
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable ByteBuffer unsent;

  /** A peer that will connect to this address as a socket of this type. */
  ThinPeer(ThinLoop loop, InetSocketAddress address, byte[] handshake) {
    this.loop = loop;
    this.address = address;
    this.handshake = handshake;
  }

  /** The connection stands: what this peer says first. */
  abstract void ready() throws IOException;

  /** A message has come; {@code body} may be only the first octets of it. */
  abstract void heard(ByteBuffer body, long length) throws IOException;

  /** Begins a connection, in place of the one before. */
  final void connect() throws IOException {
    close();
    frames = new Frames();
    unsent = null;
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean made = channel.connect(address);
    key = channel.register(loop.selector(), made ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
    key.attach(this);
    if (made) {
      send(handshake);
    }
  }

  /** Ends the connection, if there is one. */
  final void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /** Does what the channel is ready for. */
  final void serve(ByteBuffer in) throws IOException {
    if (key == null || channel == null) {
      return;
    }
    if (key.isConnectable()) {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ);
      send(handshake);
    } else if (key.isReadable()) {
      in.clear();
      frames.restore(in);
      if (channel.read(in) < 0) {
        throw new EOFException("the far end closed the connection");
      }
      frames.cut(in.flip(), this::frame);
    } else if (unsent != null) {
      ByteBuffer rest = unsent;
      unsent = null;
      key.interestOps(SelectionKey.OP_READ);
      write(rest);
    }
  }

  /** Sends octets as they are. */
  final void send(byte[] octets) throws IOException {
    write(ByteBuffer.wrap(octets));
  }

  private void write(ByteBuffer out) throws IOException {
    if (key == null || channel == null) {
      return;
    }
    if (unsent == null) {
      channel.write(out);
      if (!out.hasRemaining()) {
        return;
      }
      unsent = out;
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    } else {
      ByteBuffer both = ByteBuffer.allocate(unsent.remaining() + out.remaining());
      unsent = both.put(unsent).put(out).flip();
    }
  }

  private void frame(int flags, ByteBuffer body, long length) {
    if (channel == null || !channel.isOpen()) {
      return;
    }
    try {
      if ((flags & Zmtp.COMMAND) == 0) {
        heard(body, length);
      } else if (body.get(0) == 5) {
        ready();
      }
    } catch (IOException broken) {
      loop.broken(this);
    }
  }
}
