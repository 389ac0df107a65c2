package io.rollcall.discovery.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.hostile.Attack.Fate;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message.Unknown;
import io.rollcall.discovery.wire.Topic;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Octets that are not what ZMTP should be, on a server's two sockets, while 200 members stay. */
class ServerStreamsTest {
  private static final int ROUTER_LIMIT = 32 * 1024;
  private static final int XPUB_LIMIT = 1024;

  private static final AtomicInteger addresses = new AtomicInteger();
  private static Crowd crowd;

  @BeforeAll
  static void gather() {
    crowd = new Crowd();
  }

  @AfterAll
  static void disperse() {
    try (Crowd all = crowd) {
      all.assertUndisturbed(5);
    }
  }

  static Stream<Attack> onRouter() {
    return all(ROUTER_LIMIT, "DEALER", Fate.SERVED);
  }

  static Stream<Attack> onXpub() {
    return all(XPUB_LIMIT, "SUB", Fate.CUT);
  }

  /** An address of its own for each: who has said too much is watched for a while. */
  private static String elsewhere() {
    int number = addresses.incrementAndGet();
    return "127.1.%d.%d".formatted(number / 250, 1 + number % 250);
  }

  private static Stream<Attack> all(int limit, String socketType, Fate floods) {
    return Stream.of(
            Frames.attacks(limit),
            Frames.floods(floods),
            Handshakes.attacks(socketType),
            Handshakes.older(Fate.CUT))
        .flatMap(attacks -> attacks);
  }

  @ParameterizedTest
  @MethodSource("onRouter")
  void shouldWithstandOnItsRouter(Attack attack) throws Exception {
    crowd.beginAttack();
    try (RawPeer peer = RawPeer.connectFrom(elsewhere(), crowd.server.urlServer())) {
      assertThat(attack.on(peer, "DEALER")).as("cut: %s", attack).isTrue();
      if (attack.fate() == Fate.SERVED) {
        peer.send(Zmtp.message(Strangers.answer()));
        assertThat(Codec.decode(peer.readMessage(), 0)).isInstanceOf(Unknown.class);
      }
      crowd.assertUndisturbed(0);
    }
  }

  @ParameterizedTest
  @MethodSource("onXpub")
  void shouldWithstandOnItsXpub(Attack attack) {
    crowd.beginAttack();
    try (RawPeer peer = RawPeer.connectFrom(elsewhere(), crowd.server.urlPubSub())) {
      assertThat(attack.on(peer, "SUB")).as("cut: %s", attack).isTrue();
      if (attack.fate() == Fate.SERVED) {
        byte[] topic = Topic.snapshot(UUID.randomUUID(), 1).octets();
        peer.send(Zmtp.message(Zmtp.join(new byte[] {1}, topic)));
        assertThat(peer.readMessage()).startsWith(topic);
      }
      crowd.assertUndisturbed(0);
    }
  }
}
