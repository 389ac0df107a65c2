package io.rollcall.discovery.zmtp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.SocketLimits;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.zmtp.Heartbeat;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server and a peer that says no more; time is moved by hand. */
class SilentPeerTest {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String PING = "0407" + "0450494e47" + "01c2";
  private static final String PONG = "0405" + "04504f4e47";
  private static final String HELLO = "000568656c6c6f";

  private final Engine engine = Engine.start("silent-peer-test");
  private final ServerRunner server = new ServerRunner(engine, Options.defaults(), null);
  private final Listening agent = new Listening();
  private Socket socket;
  private DataInputStream in;
  private long now;

  @BeforeEach
  void connect() throws Exception {
    server.bind(any(), any(), SocketLimits.defaults());
    engine.call(
        () -> {
          server.begin(agent);
          return null;
        });
    int port = TcpEndpoint.toConnect(server.urlServer()).get(0).at().port();
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  private static List<TcpEndpoint> any() {
    return TcpEndpoint.toBind("tcp://127.0.0.1:0");
  }

  @AfterEach
  void close() throws Exception {
    socket.close();
    server.close();
  }

  /** A peer of ZMTP 3.{@code minor} says hello, and has been heard. */
  private void shake(int minor) throws Exception {
    say("ff00000000000000017f" + "030" + minor + "4e554c4c" + "00".repeat(48));
    String ready = "055245414459" + "0b536f636b65742d54797065" + "00000006" + "4445414c4552";
    say("04%02x".formatted(ready.length() / 2) + ready + HELLO);
    agent.heard.await();
    in.readNBytes(64);
    in.readByte();
    in.readNBytes(in.readUnsignedByte());
    now = engine.now();
  }

  private void say(String hex) throws IOException {
    socket.getOutputStream().write(HexFormat.of().parseHex(hex));
  }

  private String read(int octets) throws IOException {
    return HexFormat.of().formatHex(in.readNBytes(octets));
  }

  /** So many seconds pass, step by step. */
  private void pass(int seconds) {
    for (long end = now + seconds * 1_000_000_000L; now < end; ) {
      now += Heartbeat.PAUSE;
      engine.call(
          () -> {
            server.beat(now);
            return null;
          });
    }
  }

  @Test
  void shouldPingAPeerAndGiveItUpWhenItDoesNotAnswer() throws Exception {
    shake(1);
    pass(20);
    assertThat(read(PING.length() / 2)).isEqualTo(PING);
    pass(50);
    assertThat(in.read()).as("closed").isEqualTo(-1);
  }

  @Test
  void shouldKeepAPeerThatAnswers() throws Exception {
    shake(1);
    for (int i = 0; i < 10; i++) {
      pass(25);
      assertThat(read(PING.length() / 2)).isEqualTo(PING);
      agent.again();
      say(PONG + HELLO);
      agent.heard.await();
    }
  }

  @Test
  void shouldKeepASilentPeerThatKnowsNoPing() throws Exception {
    shake(0);
    pass(600);
    agent.again();
    say(HELLO);
    agent.heard.await();
    assertThat(in.available()).isZero();
  }

  @Test
  void shouldGiveUpAPeerThatBreaksItsPromise() throws Exception {
    shake(1);
    say("0407" + "0450494e47" + "0064");
    assertThat(read(PONG.length() / 2)).isEqualTo(PONG);
    pass(15);
    assertThat(in.read()).as("closed").isEqualTo(-1);
  }

  /** Notes that something was heard. */
  private static final class Listening implements ListeningAgent {
    volatile CountDownLatch heard = new CountDownLatch(1);

    void again() {
      heard = new CountDownLatch(1);
    }

    @Override
    public void heard(Peer from, byte[] frame, long now) {
      heard.countDown();
    }

    @Override
    public void lost(Peer peer, long now) {}

    @Override
    public void reopened(long now) {}

    @Override
    public void subscribed(byte[] topic, long now) {}

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
