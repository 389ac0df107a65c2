package io.rollcall.sim;

import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The sockets of one simulated process. */
final class TcpSockets extends SelectorProvider {
  final Tcp tcp;
  final Host host;
  private final TcpSelector selector;
  private final Set<SelectableChannel> open = new LinkedHashSet<>();

  /**
   * Those of a process on this host.
   *
   * @param wake runs whenever its selector, were it waiting, would return
   */
  TcpSockets(Tcp tcp, Host host, Runnable wake) {
    this.tcp = tcp;
    this.host = host;
    this.selector = new TcpSelector(this, wake);
  }

  void opened(SelectableChannel socket) {
    open.add(socket);
  }

  void closed(SelectableChannel socket) {
    open.remove(socket);
  }

  /** The process is gone: the system closes what it left. */
  void closeAll() {
    List.copyOf(open).forEach(Tcp::close);
  }

  TcpSelector selector() {
    return selector;
  }

  /** A process has one. */
  @Override
  public AbstractSelector openSelector() {
    return selector;
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() {
    TcpListener listener = new TcpListener(this);
    opened(listener);
    return listener;
  }

  @Override
  public SocketChannel openSocketChannel() {
    TcpSocket socket = new TcpSocket(this, tcp.ephemeral(host));
    opened(socket);
    return socket;
  }

  /** One that a listener accepts. */
  TcpSocket accepted(InetSocketAddress local) {
    return new TcpSocket(this, local);
  }

  @Override
  public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) {
    throw unsupported(family);
  }

  @Override
  public SocketChannel openSocketChannel(ProtocolFamily family) {
    throw unsupported(family);
  }

  @Override
  public DatagramChannel openDatagramChannel() {
    throw new UnsupportedOperationException("no datagrams are simulated");
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) {
    throw unsupported(family);
  }

  @Override
  public Pipe openPipe() {
    throw new UnsupportedOperationException("no pipes are simulated");
  }

  private static UnsupportedOperationException unsupported(ProtocolFamily family) {
    return new UnsupportedOperationException("family " + family.name() + " is not simulated");
  }
}
