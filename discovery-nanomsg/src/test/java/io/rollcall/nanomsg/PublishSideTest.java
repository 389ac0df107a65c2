package io.rollcall.nanomsg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.SocketLimits;
import io.rollcall.nanomsg.sp.Pub;
import io.rollcall.nanomsg.sp.Raw;
import io.rollcall.nanomsg.sp.SpOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told what is published when. */
@Timeout(120)
class PublishSideTest {
  private static final int SUB = 0x21;
  private static final Duration FAR = Duration.ofHours(1);

  private final Engine engine = Engine.acquire();
  private Pub pub;

  @AfterEach
  void close() {
    pub.close();
    engine.release();
  }

  private PublishSide side(Duration pulse) {
    PublishSide side = new PublishSide(engine, pulse.toNanos());
    SpOptions options =
        SpOptions.defaults().withLimits(SocketLimits.defaults().withQueueOctets(100_000));
    pub = Pub.bind(engine, "tcp://127.0.0.1:0", options, side);
    engine.execute(() -> side.start(pub));
    return side;
  }

  private Raw subscriber(PublishSide side) throws Exception {
    int before = side.subscribers.get();
    Raw raw = Raw.to(pub.endpoints()).greet(SUB);
    assertThat(raw.greeting()).isEqualTo(0x20);
    await().until(() -> side.subscribers.get() > before);
    return raw;
  }

  /** The next pulse is far. */
  @Test
  void shouldTellWhoLostAListAsSoonAsThereIsRoom() throws Exception {
    PublishSide side = side(FAR);
    List<String> many = IntStream.range(0, 5_000).mapToObj(i -> "member " + i).toList();
    try (Raw slow = subscriber(side)) {
      int published = 0;
      while (engine.call(() -> pub.counts().dropped()) == 0) {
        engine.execute(() -> side.publish(many));
        published++;
      }

      for (int i = 0; i < published; i++) {
        assertThat(slow.receive()).isEqualTo(Names.joined(many));
      }
    }
  }

  @Test
  void shouldTellWhoComesLateThatNobodyIsThere() throws Exception {
    PublishSide side = side(Duration.ofMillis(20));
    engine.execute(() -> side.publish(List.of("a")));
    try (Raw subscriber = subscriber(side)) {
      assertThat(subscriber.receive()).isEqualTo("a".getBytes(UTF_8));
    }
    await().until(() -> side.subscribers.get() == 0);
    engine.execute(() -> side.publish(List.of()));

    try (Raw again = subscriber(side)) {
      assertThat(again.receive()).isEmpty();
    }
  }

  /** As a gateway that was started anew while nobody is there. */
  @Test
  void shouldTellThatNobodyIsThereThoughThereNeverWas() throws Exception {
    PublishSide side = side(Duration.ofMillis(20));
    try (Raw subscriber = subscriber(side)) {
      engine.execute(() -> side.publish(List.of()));

      assertThat(subscriber.receive()).isEmpty();
    }
  }
}
