package io.rollcall.daemon;

import static io.rollcall.daemon.TestDaemons.at;
import static io.rollcall.daemon.TestDaemons.await;
import static io.rollcall.daemon.TestDaemons.metric;
import static io.rollcall.daemon.TestDaemons.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers send or leave out. A worker that is registered stays throughout. */
class HostileTest {
  private static final int IDLE = 10_000;

  private final Daemon daemon =
      started(
          at("127.0.0.1").manager().answerTime(Duration.ofMillis(500)).connections(15_000, 15_000));
  private RawPeer worker;

  @BeforeEach
  void register() throws IOException {
    worker = new RawPeer("127.0.0.2", daemon.port());
    assertThat(worker.ask("register_server :: 9000")).isEqualTo("200");
  }

  @AfterEach
  void shouldHaveNoticedNothing() throws IOException {
    assertThat(worker.ask("workers")).isEqualTo("127.0.0.2:9000");
    worker.close();
    daemon.close();
  }

  private RawPeer peer() throws IOException {
    return new RawPeer(daemon.port());
  }

  @Test
  void shouldEndALineOfAGigabyteAtItsBound() throws IOException {
    try (RawPeer peer = peer()) {
      OutputStream out = peer.socket.getOutputStream();
      byte[] much = new byte[1 << 20];
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1024; i++) {
                  out.write(much);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(metric(daemon, "lines.too.long")).isEqualTo(1);
  }

  @Test
  void shouldServeOthersWhileALineNeverEnds() throws IOException {
    List<RawPeer> endless = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      RawPeer each = peer();
      each.send("x".repeat(1_000));
      endless.add(each);
    }

    assertThat(worker.ask("ping")).isEqualTo("pong");

    for (RawPeer each : endless) {
      assertThat(each.ask("")).isEqualTo("unknown command");
      each.close();
    }
  }

  @Test
  void shouldAnswerNoiseOrEndIt() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      byte[] noise = new byte[20_000];
      random.nextBytes(noise);
      try (RawPeer peer = peer()) {
        peer.socket.getOutputStream().write(noise);
        peer.socket.shutdownOutput();
        while (peer.socket.getInputStream().read() >= 0) {
          // Whatever it says.
        }
      } catch (IOException cut) {
        // It had enough.
      }
    }
  }

  @Test
  void shouldCutWhoAsksAndNeverReads() throws IOException {
    try (Socket greedy = peer().socket) {
      byte[] questions =
          "unknown\n".repeat(8_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      assertThatThrownBy(
              () -> {
                while (true) {
                  greedy.getOutputStream().write(questions);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(metric(daemon, "slow")).isEqualTo(1);
  }

  /** It is held up, and cut off only if it reads nothing. */
  @Test
  void shouldAnswerEveryQuestionOfOneThatReadsLate() throws IOException {
    int questions = 20_000;
    try (Daemon patient = started(at("127.0.0.1").manager());
        RawPeer registered = new RawPeer("127.0.0.2", patient.port());
        RawPeer other = new RawPeer(patient.port());
        RawPeer late = new RawPeer(patient.port())) {
      assertThat(registered.ask("register_server :: 9000")).isEqualTo("200");
      List<RawPeer> crowd = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        RawPeer each = new RawPeer("127.0.0.3", patient.port());
        assertThat(each.ask("register_server :: " + (1_000 + i))).isEqualTo("200");
        crowd.add(each);
      }

      late.send("workers\n".repeat(questions));
      assertThat(other.ask("ping")).isEqualTo("pong");

      String all = String.join("|", patient.workers());
      for (int i = 0; i < questions; i++) {
        assertThat(late.line()).isEqualTo(all);
      }
      for (RawPeer each : crowd) {
        each.close();
      }
    }
  }

  @Test
  void shouldTakeNewcomersBesideTenThousandThatSayNothing() throws IOException {
    assumeTrue(descriptors() >= IDLE + 6_000, "both ends are in this JVM: 16,000 descriptors");
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < IDLE; i++) {
        idle.add(peer().socket);
      }

      try (RawPeer newcomer = peer()) {
        assertThat(newcomer.ask("ping")).isEqualTo("pong");
      }
      await().until(() -> metric(daemon, "refusals") >= IDLE - 4_001);
      assertThat(metric(daemon, "clients")).isLessThanOrEqualTo(4_002);
    } finally {
      for (Socket each : idle) {
        each.close();
      }
    }
  }

  @Test
  void shouldRefuseConnectionsBeyondTheirNumberOfOneAddress() throws IOException {
    try (Daemon small = started(at("127.0.0.1").manager().connections(10, 2));
        RawPeer one = new RawPeer(small.port());
        RawPeer two = new RawPeer(small.port());
        RawPeer three = new RawPeer(small.port());
        RawPeer elsewhere = new RawPeer("127.0.0.2", small.port())) {
      assertThat(List.of(one.ask("ping"), two.ask("ping"))).containsOnly("pong");
      assertThat(elsewhere.ask("ping")).isEqualTo("pong");
      assertThat(three.socket.getInputStream().read()).isEqualTo(-1);
      assertThat(metric(small, "refusals")).isEqualTo(1);
    }
  }

  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /** As gdsm's own load program does. */
  @Test
  void shouldAnswerAThousandPingsAtOnce() throws IOException {
    List<RawPeer> crowd = new ArrayList<>();
    for (int i = 0; i < 1_024; i++) {
      crowd.add(peer());
    }
    for (RawPeer each : crowd) {
      each.send("ping\n");
    }
    for (RawPeer each : crowd) {
      assertThat(each.line()).isEqualTo("pong");
      each.close();
    }
  }
}
