package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.net.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PubSubTest {
  private static final String LOCAL = "tcp://127.0.0.1:0";

  @TempDir Path folder;

  private final Engine engine = Engine.acquire();
  private final SpOptions options = SpOptions.defaults();
  private final Log publishing = new Log();
  private final Log receiving = new Log();

  @AfterEach
  void release() {
    engine.release();
  }

  @Test
  void shouldPublishToAllOverBothTransports() {
    String both = LOCAL + ",ipc://" + folder.resolve("pub.ipc");
    try (Pub pub = Pub.bind(engine, both, options, publishing);
        Sub sub = Sub.connect(engine, pub.endpoints(), options, receiving)) {
      await().until(() -> publishing.pipes.size() == 2);
      engine.execute(() -> pub.publish(Log.bytes("a|b")));
      engine.execute(() -> pub.publish(Log.bytes("")));

      await()
          .untilAsserted(
              () -> assertThat(receiving.events).containsExactlyInAnyOrder("a|b", "a|b", "", ""));
    }
  }

  @Test
  void shouldSendToOneAlone() {
    try (Sub sub = Sub.bind(engine, LOCAL, options, receiving);
        Pub pub = Pub.connect(engine, sub.endpoints(), options, publishing);
        Pub other = Pub.connect(engine, sub.endpoints(), options, new Log())) {
      await().until(() -> receiving.pipes.size() == 2 && publishing.pipes.size() == 1);

      Set<Pipe> one = new HashSet<>(publishing.pipes);
      engine.execute(() -> pub.send(one, Log.bytes("hi")));

      await().untilAsserted(() -> assertThat(receiving.events).containsExactly("hi"));
      assertThat(other.counts()).isEqualTo(new Counts(0, 0, 0));
    }
  }

  @Test
  void shouldLetALastPublicationLeave() {
    // More than a Unix socket takes at once.
    byte[] large = new byte[1 << 20];
    String endpoint = "ipc://" + folder.resolve("pub.ipc");
    try (Pub pub = Pub.bind(engine, endpoint, options, publishing);
        Sub sub = Sub.connect(engine, endpoint, options, receiving)) {
      await().until(() -> publishing.pipes.size() == 1);
      engine.execute(() -> pub.publish(large));
      pub.close();

      await().until(() -> !receiving.events.isEmpty());
      assertThat(receiving.events.get(0)).hasSize(large.length);
      assertThat(sub.counts().violations()).isZero();
    }
  }

  @Test
  void shouldFreeItsPortsAndTellNothingAfterClose() throws IOException {
    Path path = folder.resolve("pub.ipc");
    // An address where nobody else looks for a port.
    Pub pub = Pub.bind(engine, "tcp://127.7.7.8:0,ipc://" + path, options, publishing);
    try (Sub sub = Sub.connect(engine, pub.endpoints(), options, receiving)) {
      await().until(() -> publishing.pipes.size() == 2 && receiving.pipes.size() == 2);
      String tcp = pub.endpoints().split(",", -1)[0];
      pub.close();
      pub.close();

      assertThat(path).doesNotExist();
      try (Pub next = Pub.bind(engine, tcp, options, new Log())) {
        assertThat(next.endpoints()).isEqualTo(tcp);
        await().until(() -> receiving.pipes.size() >= 3);
      }
      assertThat(publishing.events).isEmpty();
      assertThat(sub.endpoints()).isEmpty();
    }
  }

  @Test
  void shouldCloseOnTheEnginesThreadWithoutWaiting() {
    Pub pub = Pub.bind(engine, LOCAL, options, publishing);
    try (Sub sub = Sub.connect(engine, pub.endpoints(), options, receiving)) {
      await().until(() -> receiving.pipes.size() == 1);

      engine.execute(pub::close);

      await().untilAsserted(() -> assertThat(receiving.events).isNotEmpty());
      assertThat(receiving.events.get(0)).startsWith("lost: ");
      assertThat(sub.counts().violations()).isZero();
    }
  }

  @Test
  void shouldBindNoneWhereOneIsInUse() throws IOException {
    Path path = folder.resolve("pub.ipc");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String taken = "tcp://127.0.0.1:" + other.getLocalPort();

      assertThatThrownBy(() -> Pub.bind(engine, "ipc://" + path + "," + taken, options, publishing))
          .isInstanceOf(DiscoveryException.class)
          .hasMessageContaining(taken);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void shouldOutliveItsEngine() {
    Engine own = Engine.acquire();
    Pub pub = Pub.bind(own, LOCAL, options, publishing);
    own.release();
    engine.release();
    Engine next = Engine.acquire();

    pub.close();

    assertThat(next.call(() -> 1)).isEqualTo(1);
    next.release();
  }

  @Test
  void shouldIgnoreASubThatSpeaks() throws IOException {
    try (Pub pub = Pub.bind(engine, LOCAL, options, publishing);
        Raw sub = Raw.to(pub.endpoints()).greet(0x21)) {
      sub.message("AA BB");
      await().until(() -> pub.counts().dropped() == 1);
      engine.execute(() -> pub.publish(Log.bytes("hi")));

      assertThat(sub.greeting()).isEqualTo(0x20);
      assertThat(sub.receive()).isEqualTo(Log.bytes("hi"));
      assertThat(publishing.dropped.get(0)).contains("sent 2 octets");
    }
  }

  @Test
  void shouldLiveThoughACallbackThrows() {
    Log throwing =
        new Log() {
          @Override
          public void received(Pipe pipe, byte[] body) {
            throw new IllegalStateException("on purpose");
          }
        };
    try (Pub pub = Pub.bind(engine, LOCAL, options, publishing);
        Sub bad = Sub.connect(engine, pub.endpoints(), options, throwing);
        Sub good = Sub.connect(engine, pub.endpoints(), options, receiving)) {
      await().until(() -> publishing.pipes.size() == 2);
      engine.execute(() -> pub.publish(Log.bytes("hi")));

      await().untilAsserted(() -> assertThat(receiving.events).containsExactly("hi"));
      await().untilAsserted(() -> assertThat(throwing.events).isNotEmpty());
      assertThat(throwing.events.get(0))
          .isEqualTo("lost: a callback failed: java.lang.IllegalStateException: on purpose");
      assertThat(good.counts()).isEqualTo(bad.counts());
    }
  }
}
