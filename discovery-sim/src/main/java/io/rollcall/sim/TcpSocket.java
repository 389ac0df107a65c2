package io.rollcall.sim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One end of a simulated connection. */
final class TcpSocket extends SocketChannel implements TcpKey.Pollable {
  private final TcpSockets sockets;
  private final InetSocketAddress local;
  private @Nullable InetSocketAddress remote;
  private @Nullable TcpConnection connection;
  private @Nullable String failure;

  /** Whether {@link #finishConnect} has said that it is connected. */
  private boolean connected;

  private @Nullable TcpKey key;

  TcpSocket(TcpSockets sockets, InetSocketAddress local) {
    super(sockets);
    this.sockets = sockets;
    this.local = local;
  }

  Host host() {
    return sockets.host;
  }

  /** An end of this connection from now on. */
  void joined(TcpConnection joined, InetSocketAddress peer, boolean accepted) {
    connection = joined;
    remote = peer;
    connected = accepted;
    changed();
  }

  /** It is of no use any more; what had come can still be read. */
  void fail(String why) {
    if (isOpen() && failure == null) {
      failure = why;
      changed();
    }
  }

  /** It may be ready for more. */
  void changed() {
    if (key != null) {
      key.changed();
    }
  }

  @Override
  public int readiness() {
    if (!connected) {
      return connection != null || failure != null ? SelectionKey.OP_CONNECT : 0;
    }
    int ready = failure != null || stands().hasNews(this) ? SelectionKey.OP_READ : 0;
    return failure != null || stands().hasRoom(this) ? ready | SelectionKey.OP_WRITE : ready;
  }

  @Override
  public void registered(TcpKey registered) {
    key = registered;
  }

  @Override
  public boolean connect(SocketAddress to) {
    InetSocketAddress wanted = (InetSocketAddress) to;
    InetAddress there = sockets.tcp.local(host(), wanted.getAddress());
    remote = new InetSocketAddress(there, wanted.getPort());
    sockets.tcp.connect(this, remote);
    return false;
  }

  @Override
  public boolean isConnectionPending() {
    return isOpen() && remote != null && !connected;
  }

  @Override
  public boolean finishConnect() throws IOException {
    requireWell();
    connected = connection != null;
    return connected;
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    int read = stands().read(this, into);
    if (read <= 0) {
      requireWell();
    }
    return read;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    requireWell();
    return stands().write(this, from);
  }

  private TcpConnection stands() {
    TcpConnection joined = connection;
    if (joined == null) {
      throw new NotYetConnectedException();
    }
    return joined;
  }

  private void requireWell() throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    if (failure != null) {
      throw new IOException(failure);
    }
  }

  @Override
  protected void implCloseSelectableChannel() {
    sockets.closed(this);
    if (connection != null) {
      connection.closed(this, failure != null);
    }
  }

  @Override
  public @Nullable InetSocketAddress getRemoteAddress() {
    return remote;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return local;
  }

  @Override
  public String toString() {
    return host() + ":" + local.getPort() + (isOpen() ? "" : " closed");
  }

  @Override
  protected void implConfigureBlocking(boolean block) {}

  @Override
  public SocketChannel bind(@Nullable SocketAddress to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SocketChannel shutdownInput() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SocketChannel shutdownOutput() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket socket() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> name, T value) {
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) {
    throw new UnsupportedOperationException(name.name());
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of();
  }
}
