package io.rollcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.zmtp.NullMechanism;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpException;
import io.rollcall.discovery.zmtp.ZmtpSession;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketTypeProbeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(Program.PATIENCE_SECONDS);

  private ServerSocket port;

  @BeforeEach
  void listen() throws IOException {
    port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    port.close();
  }

  private String endpoint() {
    return "tcp://127.0.0.1:" + port.getLocalPort();
  }

  /** The other end of one connection: hears a greeting, and says this, as it may. */
  private void peer(byte[] says, Semaphore octets) {
    Thread peer = new Thread(() -> say(says, octets));
    peer.setDaemon(true);
    peer.start();
  }

  private void say(byte[] says, Semaphore octets) {
    try (Socket connection = port.accept()) {
      OutputStream out = connection.getOutputStream();
      for (byte each : says) {
        octets.acquire();
        out.write(each);
      }
      while (connection.getInputStream().read() >= 0) {
        // Until the other end has closed it.
      }
    } catch (IOException | InterruptedException closed) {
      // It has heard enough.
    }
  }

  /** Greeting and READY of such a socket. */
  private static byte[] handshake(SocketType type) throws ZmtpException {
    ByteBuffer said = ByteBuffer.allocate(512);
    ZmtpSession session =
        new ZmtpSession(
            type, new NullMechanism(type), 512, 0, OctetBudget.unbounded(), new Writer(said));
    session.start();
    session.received(said.duplicate().flip());
    return Arrays.copyOf(said.array(), said.position());
  }

  private record Writer(ByteBuffer to) implements ZmtpSession.Handler {
    @Override
    public boolean write(Payload frames) {
      frames.put(to);
      return true;
    }

    @Override
    public void ready() {}

    @Override
    public void dropped(String what) {}
  }

  @Test
  void shouldTellWhatAPortIs() throws Exception {
    peer(handshake(SocketType.XPUB), new Semaphore(1_000));

    assertThat(SocketTypeProbe.is(SocketType.XPUB, endpoint(), PATIENCE)).isTrue();
  }

  @Test
  void shouldTellWhatAPortIsThatDoesNotTalkToUs() throws Exception {
    peer(handshake(SocketType.ROUTER), new Semaphore(1_000));

    assertThat(SocketTypeProbe.ask(endpoint(), SocketType.SUB, PATIENCE, System::nanoTime))
        .isEqualTo("ROUTER");
  }

  /** It says an octet each time that the probe looks at the clock, which goes on by a second. */
  @Test
  void shouldGiveUpOneThatSaysSomethingAllTheTime() throws Exception {
    Semaphore octets = new Semaphore(0);
    AtomicLong now = new AtomicLong();
    LongSupplier clock =
        () -> {
          octets.release();
          return now.addAndGet(1_000_000_000L);
        };
    peer(handshake(SocketType.XPUB), octets);

    assertThat(SocketTypeProbe.ask(endpoint(), SocketType.SUB, PATIENCE, clock)).isEmpty();
  }

  @Test
  void shouldGiveUpOneThatSpeaksAnotherProtocol() throws Exception {
    peer("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8), new Semaphore(1_000));

    assertThat(SocketTypeProbe.is(SocketType.XPUB, endpoint(), PATIENCE)).isFalse();
  }
}
