package io.rollcall.haproxy;

import io.rollcall.discovery.Member;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests that reach it, of whatever protocol: one a connection, answered as HTTP as
 * soon as anything of it has come.
 */
final class CountingServer implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final Semaphore answers;

  private CountingServer(ServerSocket listening, int answers) {
    this.listening = listening;
    this.answers = new Semaphore(answers);
  }

  static CountingServer start() throws IOException {
    return start(Integer.MAX_VALUE);
  }

  /** One that answers nothing until its end. */
  static CountingServer silent() throws IOException {
    return start(0);
  }

  private static CountingServer start(int answers) throws IOException {
    CountingServer server =
        new CountingServer(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), answers);
    server.threads.execute(server::accept);
    return server;
  }

  private void accept() {
    try {
      while (!listening.isClosed()) {
        Socket socket = listening.accept();
        threads.execute(() -> answer(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      if (in.read(new byte[4096]) > 0) {
        requests.incrementAndGet();
        answers.acquire();
        socket.getOutputStream().write(ANSWER);
      }
    } catch (IOException | InterruptedException closed) {
      // The test is over.
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  Member member(String name) {
    return Member.named(name).withAttribute("address", "127.0.0.1:" + port());
  }

  Member member(String name, int weight) {
    return member(name).withAttribute("weight", Integer.toString(weight));
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
