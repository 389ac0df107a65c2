package io.rollcall.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hub of bare channels: one thread, one selector, two ports. What it hears it passes on. */
final class NioHub {
  private final Selector selector = Selector.open();
  private final ServerSocketChannel forMembers = listen();
  private final ServerSocketChannel forObservers = listen();
  private final List<NioFrames> observers = new ArrayList<>();

  NioHub() throws IOException {}

  /** A member's connection, and the name that it gave. */
  private static final class Link {
    final NioFrames frames;
    @Nullable String name;

    Link(NioFrames frames) {
      this.frames = frames;
    }
  }

  Discovery.Addresses start() throws IOException {
    Discovery.start("nio hub", this::run);
    return new Discovery.Addresses(portOf(forMembers), portOf(forObservers));
  }

  private void run() {
    try {
      while (true) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            accept((ServerSocketChannel) key.channel());
          } else if (key.attachment() instanceof Link link) {
            hear(key, link);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void accept(ServerSocketChannel server) throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    NioFrames frames = new NioFrames(channel);
    if (server == forObservers) {
      observers.add(frames);
    } else {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Link(frames));
    }
  }

  private void hear(SelectionKey key, Link link) throws IOException {
    boolean stands;
    try {
      stands = link.frames.read((kind, name) -> heard(link, kind, name));
    } catch (IOException reset) {
      stands = false;
    }
    if (!stands) {
      key.channel().close();
      if (link.name != null) {
        pass(link, NioFrames.LOST, link.name);
      }
    }
  }

  private void heard(Link link, char kind, String name) {
    if (kind == NioFrames.ECHO) {
      try {
        link.frames.write(kind, name);
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    } else {
      pass(link, kind, name);
    }
  }

  private void pass(Link link, char kind, String name) {
    link.name = kind == NioFrames.JOIN ? name : null;
    Iterator<NioFrames> each = observers.iterator();
    while (each.hasNext()) {
      try {
        each.next().write(kind, name);
      } catch (IOException gone) {
        each.remove();
      }
    }
  }

  private ServerSocketChannel listen() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    return server;
  }

  private static String portOf(ServerSocketChannel server) throws IOException {
    return Integer.toString(((InetSocketAddress) server.getLocalAddress()).getPort());
  }
}
