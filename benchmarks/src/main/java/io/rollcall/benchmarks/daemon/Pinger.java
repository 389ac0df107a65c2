package io.rollcall.benchmarks.daemon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Connections of one thread that each send {@code ping} and wait for a line. */
final class Pinger implements AutoCloseable {
  private static final long PATIENCE = Duration.ofSeconds(10).toNanos();
  private static final byte[] PING = "ping\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * What came of it.
   *
   * @param answered how many had an answer
   * @param nanos until the last answer: since the first was begun to connect, or since the first
   *     asked, if all were connected before
   */
  record Pinged(int answered, long nanos) {}

  private final Selector selector = Selector.open();
  private final InetSocketAddress address;
  private final int many;
  private final boolean atOnce;
  private final ByteBuffer in = ByteBuffer.allocateDirect(1024);
  private int connected;
  private int ended;
  private int answered;

  /** So many connections; {@code atOnce} if each asks as soon as it is connected. */
  Pinger(int port, int many, boolean atOnce) throws IOException {
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.many = many;
    this.atOnce = atOnce;
  }

  /** Connects all, asks, and waits. */
  Pinged run() throws IOException {
    long since = System.nanoTime();
    long deadline = since + PATIENCE;
    for (int i = 0; i < many; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      boolean made = channel.connect(address);
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      if (made) {
        connected(key, channel);
      }
    }
    while (!atOnce && connected + ended < many && System.nanoTime() - deadline < 0) {
      select();
    }
    if (!atOnce) {
      since = System.nanoTime();
      for (SelectionKey key : selector.keys()) {
        if (key.isValid()) {
          ask((SocketChannel) key.channel());
        }
      }
    }
    while (answered + ended < many && System.nanoTime() - deadline < 0) {
      select();
    }
    return new Pinged(answered, System.nanoTime() - since);
  }

  private void select() throws IOException {
    selector.select(this::ready, 100);
  }

  private void ready(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        connected(key, channel);
      } else {
        read(key, channel);
      }
    } catch (IOException cut) {
      end(channel);
    }
  }

  private void connected(SelectionKey key, SocketChannel channel) throws IOException {
    connected++;
    key.interestOps(SelectionKey.OP_READ);
    if (atOnce) {
      ask(channel);
    }
  }

  private void ask(SocketChannel channel) {
    try {
      channel.write(ByteBuffer.wrap(PING));
    } catch (IOException cut) {
      end(channel);
    }
  }

  private void read(SelectionKey key, SocketChannel channel) throws IOException {
    if (channel.read(in.clear()) < 0) {
      end(channel);
    } else if (in.get(in.position() - 1) == '\n') {
      answered++;
      // It stays open, and what becomes of it now does not matter.
      key.interestOps(0);
    }
  }

  private void end(SocketChannel channel) {
    ended++;
    close(channel);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException gone) {
      // It is closed all the same.
    }
  }

  @Override
  public void close() throws IOException {
    selector.keys().forEach(key -> close((SocketChannel) key.channel()));
    selector.close();
  }
}
