package io.rollcall.sim;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A simulated socket that accepts connections, which wait in a backlog until it does. */
final class TcpListener extends ServerSocketChannel implements TcpKey.Pollable {
  private final TcpSockets sockets;
  private final Queue<TcpSocket> backlog = new ArrayDeque<>();
  private int most;
  private @Nullable InetSocketAddress bound;
  private @Nullable TcpKey key;

  TcpListener(TcpSockets sockets) {
    super(sockets);
    this.sockets = sockets;
  }

  TcpSockets sockets() {
    return sockets;
  }

  /** The other side knows of the connection; returns whether there was room for it. */
  boolean arrived(TcpSocket socket) {
    if (!isOpen() || backlog.size() >= most) {
      return false;
    }
    backlog.add(socket);
    if (key != null) {
      key.changed();
    }
    return true;
  }

  @Override
  public int readiness() {
    return backlog.isEmpty() ? 0 : SelectionKey.OP_ACCEPT;
  }

  @Override
  public void registered(TcpKey registered) {
    key = registered;
  }

  @Override
  public ServerSocketChannel bind(@Nullable SocketAddress local, int mostWaiting)
      throws BindException {
    InetSocketAddress wanted = (InetSocketAddress) local;
    if (wanted == null) {
      throw new UnsupportedOperationException("bind to no address is not simulated");
    }
    bound = sockets.tcp.bind(this, wanted);
    most = mostWaiting;
    return this;
  }

  @Override
  public @Nullable SocketChannel accept() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    TcpSocket next = backlog.poll();
    if (next != null) {
      sockets.opened(next);
    }
    return next;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    InetSocketAddress local = bound;
    if (local == null) {
      throw new NotYetBoundException();
    }
    return local;
  }

  @Override
  protected void implCloseSelectableChannel() {
    sockets.closed(this);
    if (bound != null) {
      sockets.tcp.unbind(bound);
    }
    backlog.forEach(Tcp::close);
    backlog.clear();
  }

  @Override
  protected void implConfigureBlocking(boolean block) {}

  @Override
  public ServerSocket socket() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
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
