package io.rollcall.groupcache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners that answer what they should not: the key is loaded here, in bounded time and memory. */
@Timeout(120)
class BadPeersTest {
  /** What a peer does with the connection of who asks. */
  private interface Peer {
    void answer(OutputStream out) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 5\r\n\r\nwhat?",
        "HTTP/1.1 301 Moved Permanently\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\n\u0003a",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\ncut short",
        "I speak something else\r\n\r\n",
        ""
      })
  void shouldLoadHereWhatAPeerAnswersWrongly(String answer) throws IOException {
    shouldLoadHere(out -> out.write(answer.getBytes(US_ASCII)), Pools.PATIENT);
  }

  @Test
  void shouldNotWaitForABodyOfGigabytes() throws IOException {
    shouldLoadHere(
        out -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 3000000000\r\n\r\n".getBytes(US_ASCII));
          hang();
        },
        HttpPoolOptions.defaults().withPeerTimeout(Duration.ofMinutes(10)));
  }

  @Test
  void shouldNotKeepABodyWithoutEnd() throws IOException {
    byte[] chunk = ("10000\r\n" + "a".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
    shouldLoadHere(
        out -> {
          out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
          while (true) {
            out.write(chunk);
          }
        },
        // So that it is the bound that ends it.
        HttpPoolOptions.defaults().withMaxValue(1 << 20).withPeerTimeout(Duration.ofMinutes(10)));
  }

  @Test
  void shouldWaitABoundedTimeForAPeerThatHangs() throws IOException {
    shouldLoadHere(out -> hang(), brief());
  }

  @Test
  void shouldWaitABoundedTimeForAPeerThatHangsInTheMiddleOfItsAnswer() throws IOException {
    shouldLoadHere(
        out -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nso far".getBytes(US_ASCII));
          hang();
        },
        brief());
  }

  private static HttpPoolOptions brief() {
    return HttpPoolOptions.defaults().withPeerTimeout(Duration.ofMillis(200));
  }

  /** Until the connection's thread is interrupted. */
  private static void hang() throws IOException {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException over) {
      throw new IOException(over);
    }
  }

  private static void shouldLoadHere(Peer peer, HttpPoolOptions options) throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        HttpPool pool = HttpPool.start("http://127.0.0.1:0", options)) {
      Thread serving = new Thread(() -> serve(listening, peer), "bad-peer");
      serving.setDaemon(true);
      serving.start();
      pool.set(List.of("http://127.0.0.1:" + listening.getLocalPort()));
      Group group = pool.group("group", Pools.PLENTY, key -> ByteView.of("here"), () -> true);
      assertThat(group.get("key")).hasToString("here");
      assertThat(group.stats()).isEqualTo(new GroupStats(1, 0, 0, 1, 1, 0, 0, 0));
      serving.interrupt();
    }
  }

  private static void serve(ServerSocket listening, Peer peer) {
    while (!Thread.currentThread().isInterrupted()) {
      try (Socket socket = listening.accept()) {
        readHead(socket);
        peer.answer(socket.getOutputStream());
        socket.shutdownOutput();
      } catch (IOException closed) {
        if (listening.isClosed()) {
          return;
        }
      }
    }
  }

  private static void readHead(Socket socket) throws IOException {
    int last = 0;
    while (last != 0x0d0a0d0a) {
      int octet = socket.getInputStream().read();
      if (octet < 0) {
        throw new IOException("no request");
      }
      last = last << 8 | octet;
    }
  }
}
