package io.rollcall.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/**
 * HAProxy's runtime API: one connection for each command, as HAProxy wants it of programs. One
 * thread at a time.
 */
final class RuntimeApi {
  /** Room for the state of some 50,000 servers. */
  private static final int ANSWER_BYTES = 16 * 1024 * 1024;

  private final Endpoint endpoint;
  private final Function<String, Lookup> hosts;
  private final Duration timeout;

  RuntimeApi(Endpoint endpoint, Function<String, Lookup> hosts, Duration timeout) {
    this.endpoint = endpoint;
    this.hosts = hosts;
    this.timeout = timeout;
  }

  /**
   * What HAProxy answers to this command.
   *
   * @throws IOException if it does not, not in time or without end; the message names the endpoint
   *     and the command
   */
  String ask(String command) throws IOException {
    try {
      return converse(endpoint.address(hosts), command + "\n");
    } catch (IOException failed) {
      throw failure(command, failed);
    }
  }

  /** With the endpoint and the command in its message. */
  IOException failure(String command, IOException cause) {
    return new IOException("%s: '%s': %s".formatted(endpoint, command, cause.getMessage()), cause);
  }

  private String converse(SocketAddress address, String line) throws IOException {
    long deadlineNs = System.nanoTime() + timeout.toNanos();
    try (SocketChannel channel = open(address);
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, 0);
      if (!channel.connect(address)) {
        await(key, SelectionKey.OP_CONNECT, deadlineNs);
        channel.finishConnect();
      }
      ByteBuffer out = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
      while (out.hasRemaining()) {
        if (channel.write(out) == 0) {
          await(key, SelectionKey.OP_WRITE, deadlineNs);
        }
      }
      return read(channel, key, deadlineNs);
    }
  }

  private static SocketChannel open(SocketAddress address) throws IOException {
    return address instanceof UnixDomainSocketAddress
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }

  private String read(SocketChannel channel, SelectionKey key, long deadlineNs) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.allocate(16 * 1024);
    for (; ; ) {
      int count = channel.read(in);
      if (count < 0) {
        return answer.toString(StandardCharsets.UTF_8);
      }
      if (count == 0) {
        await(key, SelectionKey.OP_READ, deadlineNs);
      }
      if (answer.size() + count > ANSWER_BYTES) {
        throw new IOException("answers with more than " + ANSWER_BYTES + " bytes");
      }
      answer.write(in.array(), 0, count);
      in.clear();
    }
  }

  private void await(SelectionKey key, int operation, long deadlineNs) throws IOException {
    long leftMs = Duration.ofNanos(deadlineNs - System.nanoTime()).toMillis() + 1;
    key.interestOps(operation);
    if (leftMs <= 0 || key.selector().select(leftMs) == 0) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      throw new SocketTimeoutException("no answer within " + timeout);
    }
    key.selector().selectedKeys().clear();
  }

  /** The endpoint. */
  @Override
  public String toString() {
    return endpoint.toString();
  }
}
