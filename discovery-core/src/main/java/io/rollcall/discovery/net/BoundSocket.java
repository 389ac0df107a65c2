package io.rollcall.discovery.net;

import io.rollcall.discovery.DiscoveryException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;

/** A server socket, bound. */
record BoundSocket(ServerSocketChannel channel, Endpoint endpoint) {
  private static final int BACKLOG = 4096;

  /**
   * Binds it, on the caller's thread.
   *
   * @throws DiscoveryException if that can't be; the message holds the endpoint
   */
  static BoundSocket to(Endpoint at, Platform platform) {
    try {
      return at.path() == null ? tcp(at, platform) : ipc(at, platform.sockets());
    } catch (UnknownHostException unknown) {
      throw failed(at, "unknown host", unknown);
    } catch (IOException failed) {
      throw failed(at, String.valueOf(failed.getMessage()), failed);
    }
  }

  private static BoundSocket tcp(Endpoint at, Platform platform) throws IOException {
    InetSocketAddress address =
        at.host().equals("*")
            ? new InetSocketAddress(at.port())
            : new InetSocketAddress(platform.resolver().resolve(at.host())[0], at.port());
    ServerSocketChannel channel = platform.sockets().openServerSocketChannel();
    bind(channel, address);
    return new BoundSocket(
        channel, at.boundAt(((InetSocketAddress) channel.getLocalAddress()).getPort()));
  }

  private static BoundSocket ipc(Endpoint at, SelectorProvider sockets) throws IOException {
    SocketFile.removeStale(at);
    ServerSocketChannel channel = sockets.openServerSocketChannel(StandardProtocolFamily.UNIX);
    bind(channel, UnixDomainSocketAddress.of(at.path()));
    return new BoundSocket(channel, at);
  }

  private static void bind(ServerSocketChannel channel, SocketAddress address) throws IOException {
    try {
      channel.bind(address, BACKLOG);
    } catch (IOException | RuntimeException failed) {
      Loop.close(channel);
      throw failed;
    }
  }

  private static DiscoveryException failed(Endpoint at, String why, IOException cause) {
    return new DiscoveryException("endpoint '" + at + "' can't be bound: " + why, cause);
  }
}
