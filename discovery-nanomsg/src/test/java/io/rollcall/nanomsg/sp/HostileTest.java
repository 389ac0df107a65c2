package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.SocketLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What strangers may send to a port: it is refused, counted and bounded, and nobody else notices.
 */
class HostileTest {
  private static final int MAX_MESSAGE = 10_000;
  private static final int HALF_OPEN = 100;

  private final Engine engine = Engine.acquire();
  private final Log log = new Log();
  private final SpOptions options =
      SpOptions.defaults()
          .withMaxMessage(MAX_MESSAGE)
          .withLimits(
              SocketLimits.defaults()
                  .withHalfOpen(HALF_OPEN)
                  .withHandshake(Duration.ofMinutes(10)));
  private Surveyor surveyor;
  private Raw good;

  @BeforeEach
  void open() throws IOException {
    surveyor = Surveyor.bind(engine, "tcp://127.0.0.1:0", options, log);
    good = Raw.to(surveyor.endpoints()).greet(0x63);
    assertThat(good.greeting()).isEqualTo(0x62);
  }

  @AfterEach
  void close() throws IOException {
    good.close();
    surveyor.close();
    engine.release();
  }

  /** Each costs the thread that serves all. */
  @Test
  void shouldCloseWhoSendsTooMuchOutOfPlace() throws IOException {
    try (Raw stranger = Raw.to(surveyor.endpoints()).greet(0x63)) {
      for (int i = 0; i < Pipe.MOST_MISPLACED; i++) {
        stranger.message("");
      }
      stranger.awaitClosed();
    }
    assertThat(surveyor.counts().dropped()).isEqualTo(Pipe.MOST_MISPLACED);
    assertThat(surveyor.counts().violations()).isOne();
    assertServed();

    Log publishing = new Log();
    try (Pub pub = Pub.bind(engine, "tcp://127.0.0.1:0", options, publishing);
        Raw talker = Raw.to(pub.endpoints()).greet(0x21)) {
      assertThat(talker.greeting()).isEqualTo(0x20);
      for (int i = 0; i < Pipe.MOST_MISPLACED; i++) {
        talker.message("");
      }
      talker.awaitClosed();
      assertThat(pub.counts().violations()).isOne();
    }
  }

  @Test
  void shouldCloseOnRandomOctets() throws IOException {
    Random random = new Random(7);
    for (int i = 1; i <= 50; i++) {
      byte[] noise = new byte[1 + random.nextInt(2000)];
      random.nextBytes(noise);
      noise[0] |= 1;
      try (Raw stranger = Raw.to(surveyor.endpoints())) {
        stranger.socket.getOutputStream().write(noise);
        stranger.awaitClosed();
      }
    }
    assertThat(surveyor.counts().violations()).isEqualTo(50);
    assertServed();
  }

  @ParameterizedTest
  @CsvSource({
    "00 53 50 00 00 62 00 00, protocol number 0x62 is not 0x63 or 0x61",
    "00 53 50 00 FF FF 00 00, protocol number 0xffff is not 0x63 or 0x61",
    "00 53 50 00 00 63 00 01, 'octet 7 is 0x01, not 0x00'",
    "47 45 54 20 2F, 'octet 0 is 0x47, not 0x00'",
    "00 53 50 00 00 63 00 00 80 00 00 00 00 00 00 00, message of 9223372036854775808 octets",
    "00 53 50 00 00 63 00 00 FF FF FF FF FF FF FF FF, message of 18446744073709551615 octets",
    "00 53 50 00 00 63 00 00 00 00 00 00 00 00 27 11, 'longer than maxMessage, 10000'",
  })
  void shouldCloseAndSayWhy(String octets, String why) throws IOException {
    try (Raw stranger = Raw.to(surveyor.endpoints()).send(octets)) {
      stranger.awaitClosed();
    }
    assertThat(surveyor.counts().violations()).isEqualTo(1);
    assertThat(log.dropped).singleElement().asString().contains(why);
    assertServed();
  }

  @Test
  void shouldCloseOnABodyOfAMegabyte() throws IOException {
    try (Raw stranger = Raw.to(surveyor.endpoints()).greet(0x63)) {
      try {
        stranger.message(new byte[1 << 20]);
      } catch (IOException closedOnTheWay) {
        assertThat(closedOnTheWay).hasMessageMatching("(?s)(Broken pipe|Connection reset).*");
      }
      stranger.awaitClosed();
    }
    assertThat(surveyor.counts().violations()).isEqualTo(1);
    assertServed();
  }

  @Test
  void shouldLoseATruncatedFrameWithItsConnection() throws IOException {
    try (Raw stranger = Raw.to(surveyor.endpoints()).greet(0x63)) {
      stranger.send("00 00 00 00 00 00 00 10 80 00");
      await().until(() -> log.pipes.size() == 2);
    }
    await().untilAsserted(() -> assertThat(log.events).containsExactly("lost: the peer closed it"));
    assertThat(log.answered).isEmpty();
    assertServed();
  }

  /** A surveyor that was restarted may meet some of these; what comes without end is no answer. */
  @Test
  void shouldDropAnswersWithUnknownIdsAndKeepThePipe() throws IOException {
    try (Raw stranger = Raw.to(surveyor.endpoints()).greet(0x63)) {
      for (int i = 0; i < 100; i++) {
        stranger.message(ByteBuffer.allocate(5).putInt(i | 0x80000000).array());
      }
      await().until(() -> surveyor.counts().dropped() == 100);
      assertThat(log.answered).isEmpty();
      assertServed();
      assertThat(stranger.greeting()).isEqualTo(0x62);
      assertThat(stranger.receive()).hasSize(4);
    }
  }

  @Test
  void shouldCutTheOldestOfManyHalfOpenOnes() throws IOException {
    int many = manyConnections();
    List<Raw> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < many; i++) {
        strangers.add(Raw.to(surveyor.endpoints()));
        if (i % 500 == 0) {
          assertServed();
        }
      }
      await().until(() -> surveyor.counts().refused() >= many - HALF_OPEN);
      try (Raw newcomer = Raw.to(surveyor.endpoints()).greet(0x63)) {
        assertThat(newcomer.greeting()).isEqualTo(0x62);
      }
      assertServed();
    } finally {
      for (Raw each : strangers) {
        each.close();
      }
    }
  }

  /** Both ends are of this process, and other tests' descriptors linger. */
  private static int manyConnections() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    long limit =
        system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : 1024;
    return (int) Math.min(5000, (limit - 500) / 2);
  }

  /** The respondent that was there first is asked, and heard. */
  private void assertServed() throws IOException {
    int heard = log.answered.size();
    int id = engine.call(() -> surveyor.ask());
    byte[] survey = good.receive();
    assertThat(survey).isEqualTo(Header.of(id, Generation.CURRENT));
    good.message(survey);
    await().until(() -> log.answered.size() == heard + 1);
  }
}
