package io.rollcall.haproxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Sends requests to a frontend on a Unix socket, over one connection. One thread at a time. */
final class Browser implements AutoCloseable {
  private final SocketChannel channel;
  private final InputStream input;
  private final String cookie;
  private String set = "";

  Browser(Path frontend) throws IOException {
    this(frontend, "");
  }

  /**
   * @param cookie {@code NAME=VALUE}; empty for none
   */
  Browser(Path frontend, String cookie) throws IOException {
    this.cookie = cookie;
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(frontend));
    input = new BufferedInputStream(Channels.newInputStream(channel));
  }

  /** The status and the body that come back, with a space between them. */
  String get(String path) throws IOException {
    String cookies = cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n";
    String request = "GET " + path + " HTTP/1.1\r\nHost: test\r\n" + cookies + "\r\n";
    ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    while (out.hasRemaining()) {
      channel.write(out);
    }
    String status = line().split(" ", -1)[1];
    int length = 0;
    set = "";
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      if (lower.startsWith("set-cookie:")) {
        set = header.substring("set-cookie:".length()).split(";", -1)[0].strip();
      }
    }
    return status + " " + new String(input.readNBytes(length), StandardCharsets.US_ASCII);
  }

  /** The cookie that the last answer set; empty if none. */
  String cookie() {
    return set;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed after '" + line + "'");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
