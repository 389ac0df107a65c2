package io.rollcall.benchmarks.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sends back what it is sent, by bare {@code java.nio} on one thread; no library can do less. */
final class Echo implements Runnable {
  private static final int BACKLOG = 4096;

  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024);

  /** Listens at a free port of loopback. */
  Echo() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  int port() {
    return server.socket().getLocalPort();
  }

  @Override
  public void run() {
    try {
      while (true) {
        selector.select(this::ready);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        echo((SocketChannel) key.channel());
      }
    } catch (IOException cut) {
      key.cancel();
    }
  }

  private void accept() throws IOException {
    for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ);
    }
  }

  private void echo(SocketChannel channel) throws IOException {
    if (channel.read(buffer.clear()) < 0) {
      channel.close();
    } else {
      channel.write(buffer.flip());
    }
  }
}
