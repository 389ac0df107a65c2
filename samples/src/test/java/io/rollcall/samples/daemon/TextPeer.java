package io.rollcall.samples.daemon;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket to, or from, a daemon, on which lines go to and fro. */
final class TextPeer implements Closeable {
  private final Socket socket;
  private final BufferedReader reader;

  /** Connects to the daemon at this port. */
  TextPeer(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Over a connection that stands. */
  TextPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) Daemons.PATIENCE.toMillis());
    reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** As which it stands among a daemon's clients. */
  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Writes this as it is. */
  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The next line that comes. */
  String read() throws IOException {
    String line = reader.readLine();
    if (line == null) {
      throw new IOException("the daemon has closed the connection");
    }
    return line;
  }

  /** The answer to one line. */
  String ask(String line) throws IOException {
    write(line + "\n");
    return read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
