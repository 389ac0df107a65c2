package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Membership;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Speaks with something that is no HAProxy. */
@Timeout(30)
class RuntimeApiTest {
  @TempDir Path dir;
  private ServerSocketChannel listening;
  private final CountDownLatch accepted = new CountDownLatch(1);

  @BeforeEach
  void listen() throws IOException {
    listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(dir.resolve("s")));
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
  }

  @Test
  void shouldSayWhereNobodyIs() throws IOException {
    listening.close();

    assertThatThrownBy(() -> api(Duration.ofSeconds(20)).ask("show info"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("unix://" + dir.resolve("s") + ": 'show info': ");
  }

  @Test
  void shouldNotWaitForEver() {
    serve(client -> client.read(ByteBuffer.allocate(100)));

    assertThatThrownBy(() -> api(Duration.ofMillis(50)).ask("show info"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("'show info': no answer within PT0.05S");
  }

  @Test
  void shouldNotReadForEver() {
    serve(
        client -> {
          ByteBuffer block = ByteBuffer.allocate(1 << 16);
          while (client.write(block.rewind()) > 0) {
            // Until it hangs up.
          }
        });

    assertThatThrownBy(() -> api(Duration.ofSeconds(20)).ask("show info"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("'show info': answers with more than 16777216 bytes");
  }

  @Test
  void shouldLookUpTheHostOfATcpEndpoint() {
    RuntimeApi unknown =
        new RuntimeApi(
            Endpoint.parse("tcp://somewhere:80"),
            host -> Lookup.failed("host " + host + " is unknown"),
            Duration.ofSeconds(20));

    assertThatThrownBy(() -> unknown.ask("show info"))
        .hasMessage("tcp://somewhere:80: 'show info': host somewhere is unknown");
  }

  @Test
  void shouldCloseWithoutWaitingForAnAnswer() throws InterruptedException {
    serve(client -> client.read(ByteBuffer.allocate(100)));
    HaproxyBackend backend =
        HaproxyBackend.open(
            "unix://" + dir.resolve("s"),
            "app",
            HaproxyOptions.defaults().withTimeout(Duration.ofMinutes(1)));
    backend.follow(Membership.of("10.0.0.1:80"));
    accepted.await();

    backend.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("rollcall-haproxy app"));
  }

  private RuntimeApi api(Duration timeout) {
    return new RuntimeApi(
        Endpoint.parse("unix://" + dir.resolve("s")), host -> Lookup.PENDING, timeout);
  }

  private interface Conversation {
    void with(SocketChannel client) throws IOException;
  }

  /** Accepts one connection, does this with it, and holds it until the other end hangs up. */
  private void serve(Conversation conversation) {
    Thread thread =
        new Thread(
            () -> {
              try (SocketChannel client = listening.accept()) {
                accepted.countDown();
                conversation.with(client);
                while (client.read(ByteBuffer.allocate(100)) >= 0) {
                  // Whatever it says.
                }
              } catch (IOException ended) {
                // The other end hung up.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
