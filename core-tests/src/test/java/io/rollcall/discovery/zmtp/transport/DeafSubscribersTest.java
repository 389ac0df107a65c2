package io.rollcall.discovery.zmtp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.keys.Certificate;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.net.SocketLimits;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.OctetBudget;
import io.rollcall.discovery.zmtp.Outgoing;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.ZmtpSession;
import io.rollcall.discovery.zmtp.curve.CurveClient;
import io.rollcall.discovery.zmtp.curve.CurveKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscribers of a secured server that do not read: the messages that wait for them are shared. */
class DeafSubscribersTest {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int LENGTH = 12_000;
  private static final int QUEUE = 4 << 20;

  /** More messages than the queue of one subscriber and the buffers of the system hold. */
  private static final int MOST = 2 * QUEUE / LENGTH + 1_000;

  private static final int DEAF = 4;

  @TempDir Path folder;
  private final Engine engine = Engine.start("deaf-subscribers-test");
  private final Counting agent = new Counting();
  private final List<Sealed> open = new ArrayList<>();
  private ServerRunner server;

  @BeforeEach
  void start() {
    Keys.create(folder, "all");
    ReloadingKeyring keyring =
        ReloadingKeyring.acquire(
            Security.curve(folder.resolve("all.key_secret"), folder.resolve("all.key")));
    server = new ServerRunner(engine, Options.defaults(), keyring);
    server.bind(any(), any(), SocketLimits.defaults().withQueueOctets(QUEUE));
    engine.call(
        () -> {
          server.begin(agent);
          return null;
        });
  }

  private static List<TcpEndpoint> any() {
    return TcpEndpoint.toBind("tcp://127.0.0.1:0");
  }

  @AfterEach
  void close() throws Exception {
    for (Sealed each : open) {
      each.socket.close();
    }
    server.close();
  }

  @Test
  void shouldServeWhoReadsBesideThem() throws Exception {
    Sealed reader = subscriber();
    for (int i = 0; i < DEAF; i++) {
      subscriber();
    }
    agent.subscribed.acquire(DEAF + 1);
    publish(MOST);
    reader.hearAll();
    int before = reader.heard;
    publish(1);
    while (reader.heard == before) {
      reader.hear();
    }
  }

  /**
   * A message that the system took in part is sealed again, and the subscriber can still open it.
   */
  @Test
  void shouldSealOnlyWhatTheSystemTakes() throws Exception {
    Sealed deaf = subscriber();
    agent.subscribed.acquire();
    publish(MOST);
    int waiting =
        engine.call(
            () -> server.open().stream().mapToInt(each -> each.connection().queued()).sum());
    assertThat(waiting).isBetween(QUEUE - 2 * LENGTH, QUEUE);
    deaf.hearAll();
    assertThat(deaf.heard).isGreaterThan(QUEUE / LENGTH - 2).isLessThan(MOST);
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      engine.call(
          () -> {
            server.publish(new byte[LENGTH]);
            return null;
          });
    }
  }

  private Sealed subscriber() throws Exception {
    Sealed made = new Sealed();
    open.add(made);
    return made;
  }

  /** A subscriber that reads only when the test tells it to. */
  private final class Sealed implements ZmtpSession.Handler {
    final Socket socket = new Socket();
    private final ZmtpSession session;
    int heard;

    Sealed() throws Exception {
      Certificate keys = Certificate.read(folder.resolve("all.key_secret"));
      session =
          new ZmtpSession(
              SocketType.SUB,
              new CurveClient(
                  SocketType.SUB,
                  new CurveKeys(keys.publicOctets(), keys.secretOctets().orElseThrow()),
                  keys.publicOctets(),
                  new SecureRandom()::nextBytes),
              1 << 20,
              1 << 20,
              OctetBudget.unbounded(),
              this);
      socket.setReceiveBufferSize(1 << 16);
      socket.setSoTimeout(PATIENCE_MILLIS);
      int port = TcpEndpoint.toConnect(server.urlPubSub()).get(0).at().port();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      session.start();
      session.send(Outgoing.subscribe(new byte[0]));
      while (!session.isReady()) {
        hear();
      }
    }

    /** Reads once, and waits until there is something to read. */
    void hear() throws Exception {
      byte[] some = new byte[1 << 16];
      int count = socket.getInputStream().read(some);
      assertThat(count).isPositive();
      ByteBuffer octets = ByteBuffer.wrap(some, 0, count);
      while (octets.hasRemaining()) {
        session.received(octets);
      }
    }

    /** Reads until nothing waits for it at the server or in the system. */
    void hearAll() throws Exception {
      while (engine.call(() -> isWaitedFor()) || socket.getInputStream().available() > 0) {
        hear();
      }
    }

    private boolean isWaitedFor() {
      String own = "127.0.0.1:" + socket.getLocalPort();
      return server.open().stream()
          .map(ZmtpWire::connection)
          .anyMatch(each -> each.address().equals(own) && each.queued() > 0);
    }

    @Override
    public boolean write(Payload frames) {
      try {
        socket.getOutputStream().write(frames.octets().array());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      return true;
    }

    @Override
    public void message(byte[] body) {
      heard++;
    }

    @Override
    public void ready() {}

    @Override
    public void dropped(String what) {}
  }

  /** Counts subscriptions. */
  private static final class Counting implements ListeningAgent {
    final Semaphore subscribed = new Semaphore(0);

    @Override
    public void subscribed(byte[] topic, long now) {
      subscribed.release();
    }

    @Override
    public void lost(Peer peer, long now) {}

    @Override
    public void reopened(long now) {}

    @Override
    public void heard(Peer from, byte[] frame, long now) {}

    @Override
    public long due() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean isClosed() {
      return true;
    }

    @Override
    public void start(long now) {}

    @Override
    public void dropped(String what, long now) {}

    @Override
    public void tick(long now) {}

    @Override
    public void close(long now) {}

    @Override
    public void closed() {}
  }
}
