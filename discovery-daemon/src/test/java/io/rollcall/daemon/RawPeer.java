package io.rollcall.daemon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Somebody who talks to a daemon's port by hand. Waits a minute at most. */
final class RawPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  final Socket socket;
  private final BufferedReader answers;

  /** At the loopback address. */
  RawPeer(int port) throws IOException {
    this("127.0.0.1", port);
  }

  /** At another address of the loopback network. */
  RawPeer(String from, int port) throws IOException {
    this(from, "127.0.0.1", port);
  }

  /** At one address of the loopback network, and the daemon at another. */
  RawPeer(String from, String to, int port) throws IOException {
    socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(InetAddress.getByName(to), port));
    socket.setSoTimeout(PATIENCE_MILLIS);
    answers =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** As {@code ip:port}. */
  String address() {
    return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The next line, or null if there is none any more. */
  @Nullable String line() throws IOException {
    return answers.readLine();
  }

  @Nullable String ask(String line) throws IOException {
    send(line + "\n");
    return line();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
